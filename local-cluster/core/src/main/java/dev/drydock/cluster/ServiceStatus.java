package dev.drydock.cluster;

import java.time.Duration;

/**
 * One line of {@code drydock status}.
 *
 * @param endpoint what clients connect to, empty if the service is stopped or has none
 * @param webInterface the address of its web pages, empty if the service is stopped or has none
 * @param residentBytes memory of the processes the service runs in; two services of one process
 *     both show the whole of it
 * @param uptime since its last process was started, zero if none runs
 */
public record ServiceStatus(
    ServiceName service,
    State state,
    String endpoint,
    String webInterface,
    long residentBytes,
    Duration uptime) {

  /** DEAD: it was started and a process of it has ended by itself. */
  public enum State {
    STOPPED,
    STARTING,
    RUNNING,
    DEAD
  }
}
