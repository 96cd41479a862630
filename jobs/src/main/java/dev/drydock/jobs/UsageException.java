package dev.drydock.jobs;

/** Wrong arguments of a job. The message is one line for the user; the exit code is 2. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
