package dev.drydock.cluster;

/**
 * Something that a service needs of this machine, and what was found.
 *
 * @param name one word for it, such as {@code python}
 * @param found what this machine has
 * @param advice what to do about it, empty if it is met
 */
public record Requirement(String name, State state, String found, String advice) {
  /**
   * ABSENT: it is missing, which matters only to a user of the service; WRONG: it is there but
   * cannot work.
   */
  public enum State {
    MET,
    ABSENT,
    WRONG
  }

  public static Requirement met(String name, String found) {
    return new Requirement(name, State.MET, found, "");
  }

  public static Requirement absent(String name, String found, String advice) {
    return new Requirement(name, State.ABSENT, found, advice);
  }

  public static Requirement wrong(String name, String found, String advice) {
    return new Requirement(name, State.WRONG, found, advice);
  }
}
