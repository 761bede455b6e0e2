package io.stillwatch.featureservice.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Work on its way to the writer, bounded by events and bytes; what the writer is busy with still
 * counts. Work without events is always let in, for it only begins or ends what is bounded
 * elsewhere. Thread-safe.
 */
final class IntakeQueue {
  private final int maxEvents;
  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<Work> waiting = new ArrayDeque<>();
  private int events;
  private long bytes;
  private boolean closed;
  private volatile boolean databaseAnswers = true;

  IntakeQueue(int maxEvents, long maxBytes) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
  }

  /** Whether there was room; false also once the queue is closed. */
  boolean offer(Work work) {
    long size = work.bytes();
    lock.lock();
    try {
      if (closed || (work.events() > 0 && events > 0 && overflows(work, size))) {
        return false;
      }
      events += work.events();
      bytes += size;
      waiting.add(work);
      filled.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean overflows(Work work, long size) {
    return events + work.events() > maxEvents || bytes + size > maxBytes;
  }

  /** What has arrived, at most so many events; empty when nothing did within that time. */
  List<Work> take(int atMostEvents, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (waiting.isEmpty() && !closed && left > 0) {
        left = filled.awaitNanos(left);
      }
      return drain(atMostEvents);
    } finally {
      lock.unlock();
    }
  }

  private List<Work> drain(int atMostEvents) {
    List<Work> taken = new ArrayList<>();
    int takenEvents = 0;
    while (!waiting.isEmpty() && takenEvents < atMostEvents && fits(taken)) {
      Work work = waiting.remove();
      takenEvents += work.events();
      taken.add(work);
    }
    return taken;
  }

  private boolean fits(List<Work> taken) {
    return taken.isEmpty() || !(taken.get(0).isAlone() || waiting.element().isAlone());
  }

  /** The writer has dealt with that; its room is free again. */
  void done(List<Work> work) {
    lock.lock();
    try {
      for (Work one : work) {
        events -= one.events();
        bytes -= one.bytes();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing in any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes everything that is left. */
  List<Work> rest() {
    lock.lock();
    try {
      List<Work> rest = new ArrayList<>(waiting);
      waiting.clear();
      return rest;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is closed and everything was taken. */
  boolean exhausted() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Events that wait or are being written. */
  int events() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }

  /** Their encoded size. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  int maxEvents() {
    return maxEvents;
  }

  boolean databaseAnswers() {
    return databaseAnswers;
  }

  void databaseAnswers(boolean answers) {
    databaseAnswers = answers;
  }
}
