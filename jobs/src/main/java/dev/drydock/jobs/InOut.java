package dev.drydock.jobs;

import picocli.CommandLine.Parameters;

/** The arguments of every job with one input: {@code IN OUT}. */
public class InOut {
  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A file, a folder or a glob, in any file system that the engine knows.")
  private String in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The folder to create.")
  private String out;

  InOut() {}

  void set(String from, String to) {
    in = from;
    out = to;
  }

  /** What to read. */
  public String in() {
    return in;
  }

  /** Where to write. */
  public String out() {
    return out;
  }
}
