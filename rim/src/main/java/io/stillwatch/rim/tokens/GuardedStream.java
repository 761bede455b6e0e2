package io.stillwatch.rim.tokens;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/**
 * A stream that can be cut from outside. The service's end of one that was cut is as if the caller
 * had cancelled: it hears no message any more, and what it says goes nowhere. Sending is guarded by
 * the stream itself, for the cut comes from another thread.
 */
final class GuardedStream<A, B> extends SimpleForwardingServerCall<A, B> {
  private final OpenStreams.Permit permit;
  private boolean closed;
  private volatile boolean cut;

  GuardedStream(ServerCall<A, B> call, OpenStreams.Permit permit) {
    super(call);
    this.permit = permit;
  }

  OpenStreams.Permit permit() {
    return permit;
  }

  /** Ends the stream with that status, unless it has ended. */
  synchronized void cut(Status status) {
    if (!closed) {
      closed = true;
      cut = true;
      super.close(status, new Metadata());
    }
  }

  @Override
  public synchronized void sendHeaders(Metadata headers) {
    if (!cut) {
      super.sendHeaders(headers);
    }
  }

  @Override
  public synchronized void sendMessage(B message) {
    if (!cut) {
      super.sendMessage(message);
    }
  }

  @Override
  public synchronized void close(Status status, Metadata trailers) {
    if (!cut) {
      closed = true;
      super.close(status, trailers);
    }
  }

  @Override
  public boolean isReady() {
    return !cut && super.isReady();
  }

  @Override
  public boolean isCancelled() {
    return cut || super.isCancelled();
  }

  /** What the service hears. */
  ServerCall.Listener<A> listener(ServerCall.Listener<A> service, Runnable onEnd) {
    return new SimpleForwardingServerCallListener<>(service) {
      @Override
      public void onMessage(A message) {
        if (!cut) {
          super.onMessage(message);
        }
      }

      @Override
      public void onHalfClose() {
        if (!cut) {
          super.onHalfClose();
        }
      }

      @Override
      public void onCancel() {
        onEnd.run();
        super.onCancel();
      }

      @Override
      public void onComplete() {
        onEnd.run();
        if (cut) {
          super.onCancel();
        } else {
          super.onComplete();
        }
      }
    };
  }
}
