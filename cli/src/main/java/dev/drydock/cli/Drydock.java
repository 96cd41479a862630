package dev.drydock.cli;

import dev.drydock.cli.generate.Generate;
import dev.drydock.cli.jobs.Demo;
import dev.drydock.cli.jobs.Run;
import dev.drydock.cli.services.Doctor;
import dev.drydock.cli.services.Down;
import dev.drydock.cli.services.Env;
import dev.drydock.cli.services.Logs;
import dev.drydock.cli.services.Status;
import dev.drydock.cli.services.Up;
import dev.drydock.cli.tools.Example;
import dev.drydock.cli.tools.Tools;
import dev.drydock.cluster.ClusterException;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Program;
import dev.drydock.terminal.Signals;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command: its verbs, and nothing else. */
@Command(
    name = "drydock",
    synopsisSubcommandLabel = "COMMAND",
    description = "Distributed jobs in Java, tried on one machine against real engines.",
    versionProvider = Versions.class,
    footer = {
      "",
      "Examples:",
      "  drydock demo                                    count words on every engine",
      "  drydock up                                      start HDFS, YARN, Spark and S3",
      "  drydock run wordcount --on yarn hdfs:/in hdfs:/out",
      "  drydock storage cp report.csv s3://drydock/     objects and files of every store",
      "  drydock COMMAND --help                          more about a command"
    })
public final class Drydock {
  private static final Duration TO_CLEAN_UP = Duration.ofSeconds(60);

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Shows the versions of Drydock and of the engines.")
  @SuppressWarnings("UnusedVariable") // picocli acts on the option by itself
  private boolean version;

  private Drydock() {}

  public static void main(String[] args) {
    Signals.run(
        () -> execute(args),
        TO_CLEAN_UP,
        "could not end everything; 'drydock down' ends the rest",
        Signals.End.EXIT);
  }

  /** Runs one command in this JVM. */
  static int execute(String... args) {
    Program program = program(verbs(args));
    if (args.length > 0 && Tools.verbs().contains(args[0])) {
      try {
        return Tools.run(args[0], List.of(args).subList(1, args.length));
      } catch (CommandFailure | ClusterException | InterruptedException e) {
        return program.failed(e);
      }
    }
    return program.execute(args);
  }

  private static Program program(Map<String, Supplier<?>> verbs) {
    return new Program(
        Drydock::new, verbs, Set.of(ClusterException.class), "interrupted", Program::showError);
  }

  /** All verbs in the order of the help, each set up for these arguments. */
  static Map<String, Supplier<?>> verbs(String... args) {
    Map<String, Supplier<?>> verbs = new LinkedHashMap<>();
    verbs.put("demo", Demo::new);
    verbs.put("up", Up::new);
    verbs.put("down", Down::new);
    verbs.put("status", Status::new);
    verbs.put("logs", Logs::new);
    verbs.put("env", Env::new);
    verbs.put("doctor", Doctor::new);
    verbs.put("run", () -> Run.spec(args));
    verbs.put("example", Example::new);
    verbs.put("generate", Generate::new);
    verbs.put("completion", () -> new Completion(Drydock::completed));
    for (String verb : Tools.verbs()) {
      verbs.put(verb, () -> Tools.spec(verb));
    }
    return verbs;
  }

  /** The command with all its verbs, for completion. */
  private static CommandLine completed() {
    Map<String, Supplier<?>> verbs = verbs();
    verbs.put("run", Run::completed);
    return program(verbs).commandLine();
  }
}
