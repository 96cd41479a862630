package dev.drydock.cluster;

/**
 * Something of the machine that a service needs, as it is found.
 *
 * @param name what it is, one word such as {@code python}
 * @param found what is there
 * @param advice what to do about it, empty if it is met
 */
public record Requirement(String name, State state, String found, String advice) {
  /** ABSENT: only who starts the service needs it; WRONG: it is there and cannot work. */
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
