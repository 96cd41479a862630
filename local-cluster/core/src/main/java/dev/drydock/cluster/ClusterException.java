package dev.drydock.cluster;

/** A failure whose message is the one line to show to the user: what is wrong and what to do. */
public final class ClusterException extends Exception {
  private static final long serialVersionUID = 1;

  public ClusterException(String message) {
    super(message);
  }

  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
