package dev.drydock.cluster;

import java.time.Duration;
import java.util.List;

/**
 * One line of {@code drydock status}.
 *
 * @param endpoint what clients connect to, empty if the service is stopped or has none
 * @param webInterface the address of its web pages, empty if the service is stopped or has none
 * @param residentBytes memory of the processes the service runs in; two services of one process
 *     both show the whole of it
 * @param uptime since its last process was started, zero if none runs
 * @param dead names of its processes that have ended by themselves
 */
public record ServiceStatus(
    ServiceName service,
    State state,
    String endpoint,
    String webInterface,
    long residentBytes,
    Duration uptime,
    List<String> dead) {

  /** What a service can be in. */
  public enum State {
    STOPPED,
    /** It has no process, and is ready to use. */
    INSTALLED,
    STARTING,
    RUNNING,
    /** It was started, and at least one of its processes has ended by itself. */
    DEAD
  }

  public ServiceStatus {
    dead = List.copyOf(dead);
  }

  public static ServiceStatus stopped(ServiceName service) {
    return new ServiceStatus(service, State.STOPPED, "", "", 0, Duration.ZERO, List.of());
  }

  /** Whether it can be used. */
  public boolean isUp() {
    return state == State.RUNNING || state == State.INSTALLED;
  }
}
