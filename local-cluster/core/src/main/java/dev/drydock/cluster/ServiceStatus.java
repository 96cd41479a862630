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
 * @param uptime time since its last process was started, zero if it has none
 * @param dead names of its processes that have ended without being told to
 */
public record ServiceStatus(
    ServiceName service,
    State state,
    String endpoint,
    String webInterface,
    long residentBytes,
    Duration uptime,
    List<String> dead) {

  /** The states of a service. */
  public enum State {
    STOPPED,
    /** It has no process, and is ready to use. */
    INSTALLED,
    STARTING,
    RUNNING,
    /** It was started, and at least one of its processes has ended without being told to. */
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
