package io.stillwatch.modelservice.dashboard.live;

import io.stillwatch.modelservice.verdicts.Serving;
import io.stillwatch.modelservice.verdicts.ServingState;
import io.stillwatch.modelservice.verdicts.VerdictHistory;
import io.stillwatch.rim.Repetition;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The stream {@code /live}: an event {@code changed} within half a second of anything that pages
 * show, and a comment every few seconds, so that a broken connection shows. What changed is not
 * said: pages ask for themselves again, with the rights of who looks at them.
 */
@Controller
final class LiveChanges implements DisposableBean {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LOOKS_PER_BEAT = 20;
  private static final int MOST_LISTENERS = 200;
  private static final Duration LONGEST = Duration.ofMinutes(30);

  private final VerdictHistory verdicts;
  private final Serving serving;
  private final Set<SseEmitter> listeners = ConcurrentHashMap.newKeySet();
  private final Repetition repetition;
  private @Nullable State last;
  private long looks;

  private record State(long verdicts, ServingState serving) {}

  LiveChanges(VerdictHistory verdicts, Serving serving) {
    this.verdicts = verdicts;
    this.serving = serving;
    this.repetition = Repetition.start("live-changes", LOOK, this::look);
  }

  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter listen() {
    if (listeners.size() >= MOST_LISTENERS) {
      throw new ResponseStatusException(
          HttpStatus.SERVICE_UNAVAILABLE, MOST_LISTENERS + " pages follow already");
    }
    SseEmitter listener = new SseEmitter(LONGEST.toMillis());
    listener.onCompletion(() -> listeners.remove(listener));
    listener.onTimeout(listener::complete);
    listener.onError(gone -> listeners.remove(listener));
    if (reached(listener, SseEmitter.event().comment("following").build())) {
      listeners.add(listener);
    }
    return listener;
  }

  int listeners() {
    return listeners.size();
  }

  private void look() {
    if (listeners.isEmpty()) {
      return;
    }
    State now = new State(verdicts.version(), serving.state());
    boolean changed = !now.equals(last);
    last = now;
    if (changed) {
      tell(SseEmitter.event().name("changed").data(""));
    } else if (++looks % LOOKS_PER_BEAT == 0) {
      tell(SseEmitter.event().comment("still here"));
    }
  }

  private void tell(SseEmitter.SseEventBuilder event) {
    Set<ResponseBodyEmitter.DataWithMediaType> parts = event.build();
    listeners.removeIf(listener -> !reached(listener, parts));
  }

  private static boolean reached(
      SseEmitter listener, Set<ResponseBodyEmitter.DataWithMediaType> parts) {
    try {
      listener.send(parts);
      return true;
    } catch (IOException | IllegalStateException gone) {
      return false;
    }
  }

  @Override
  public void destroy() {
    repetition.close();
    listeners.forEach(SseEmitter::complete);
  }
}
