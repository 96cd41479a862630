package dev.drydock.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "bench", description = "Measures.")
final class Bench implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
