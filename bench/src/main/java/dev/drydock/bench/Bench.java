package dev.drydock.bench;

import dev.drydock.cluster.ClusterException;
import dev.drydock.terminal.Program;
import dev.drydock.terminal.Signals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** The program behind {@code drydock bench}. */
@Command(
    name = "drydock bench",
    synopsisSubcommandLabel = "WHAT",
    description = {
      "Measures jobs, copies or servers on a cluster of its own, which is removed afterwards.",
      "Run nothing else meanwhile. Figures are medians of several runs."
    },
    footer = {
      "",
      "Examples:",
      "  drydock bench wordcount --size 100m --targets inline,yarn,spark",
      "  drydock bench steps --size 100m",
      "  drydock bench storage --size 2g --objects 10000",
      "  drydock bench WHAT --help                       more about one benchmark"
    })
public final class Bench {
  private static final Duration TO_CLEAN_UP = Duration.ofSeconds(60);

  private Bench() {}

  public static void main(String[] args) {
    Signals.endWithStarter();
    Signals.run(
        () -> program().execute(args),
        TO_CLEAN_UP,
        "could not end everything; 'drydock down --all' ends the rest",
        Signals.End.EXIT);
  }

  private static Program program() {
    Map<String, Supplier<?>> verbs = new LinkedHashMap<>();
    verbs.put("wordcount", WordCountBench::new);
    verbs.put("steps", StepsBench::new);
    verbs.put("storage", StorageBench::new);
    verbs.put("gcs", CloudStorageBench::new);
    return new Program(
        Bench::new, verbs, Set.of(ClusterException.class), "interrupted", Program::showError);
  }
}
