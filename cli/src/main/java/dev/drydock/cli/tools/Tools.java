package dev.drydock.cli.tools;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cluster.ClusterException;
import dev.drydock.terminal.CommandFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** The verbs whose arguments are for another program to parse. */
public final class Tools {
  /** The tools of the engines, which {@code env} puts on the PATH. */
  public static final List<String> NAMES =
      List.of("hadoop", "hdfs", "yarn", "mapred", "spark-submit", "spark-sql", "spark-shell");

  private Tools() {}

  /** All tools: Drydock's own programs, then the engines' tools. */
  public static List<String> verbs() {
    List<String> verbs = new ArrayList<>();
    Programs.ALL.forEach(program -> verbs.add(program.name()));
    verbs.addAll(NAMES);
    return Collections.unmodifiableList(verbs);
  }

  /** The verb's line in the help of the command. */
  public static CommandSpec spec(String verb) {
    CommandSpec spec = CommandSpec.create().name(verb);
    spec.usageMessage()
        .description(
            Programs.find(verb)
                .map(ChildProgram::summary)
                .orElse(
                    verb.startsWith("spark")
                        ? "Spark's own " + verb + " on this cluster."
                        : "Hadoop's own tools on this cluster; '" + verb + " --help' lists them."));
    return spec;
  }

  /** Runs a verb and returns its exit code. */
  public static int run(String verb, List<String> arguments)
      throws CommandFailure, ClusterException, InterruptedException {
    ClusterOption option = ClusterOption.fromEnvironment();
    var program = Programs.find(verb);
    if (program.isPresent()) {
      return program.get().run(arguments, option);
    }
    return verb.startsWith("spark")
        ? SparkTool.run(verb, arguments, option)
        : HadoopTool.run(verb, arguments, option);
  }
}
