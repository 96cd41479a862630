package dev.drydock.cli.tools;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.cluster.RuntimeName;
import dev.drydock.cluster.ServiceName;
import dev.drydock.cluster.UpOptions;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import dev.drydock.terminal.Nearest;
import dev.drydock.terminal.Progress;
import dev.drydock.terminal.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "example",
    description = {
      "Runs a short program that shows how to use a vendor's own client. Without a name, it lists",
      "the examples. The services that it needs are started and stay up. If the environment names",
      "an account of your own, it runs there instead."
    },
    footer = {"", "Examples:", "  drydock example", "  drydock example s3-objects"})
public final class Example implements Callable<Integer> {
  private static final List<ChildProgram> ALL =
      List.of(
          new ChildProgram(
              "s3-objects",
              "puts, gets, lists and deletes objects of S3",
              RuntimeName.AWS,
              "dev.drydock.samples.aws.S3Objects",
              Map.of(ServiceName.S3, OwnSettings.AWS)),
          new ChildProgram(
              "gcs-objects",
              "puts, gets, lists and deletes objects of Cloud Storage",
              RuntimeName.GOOGLE,
              "dev.drydock.samples.google.GcsObjects",
              Map.of(ServiceName.GCS, OwnSettings.GOOGLE)));

  /** The names of all examples, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "The example: ${COMPLETION-CANDIDATES}.")
  private String name;

  @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "An argument for the example.")
  private List<String> arguments = List.of();

  @Option(names = "--json", description = "Prints the list as JSON.")
  private boolean json;

  @Mixin private ClusterOption option;

  /** The example parses everything after its name. */
  @Spec
  void describe(CommandSpec spec) {
    spec.parser().stopAtPositional(true);
  }

  private static List<String> names() {
    return ALL.stream().map(ChildProgram::name).toList();
  }

  @Override
  public Integer call() throws CommandFailure, ClusterException, InterruptedException {
    if (name == null) {
      list();
      return 0;
    }
    for (ChildProgram example : ALL) {
      if (example.name().equals(name)) {
        start(example.services(System.getenv()));
        return example.run(arguments, option);
      }
    }
    throw CommandFailure.usage(
        "no example is called '" + name + "': " + Nearest.hint(name, names()));
  }

  private void list() {
    if (json) {
      System.out.println(
          Json.write(
              ALL.stream()
                  .map(example -> Map.of("name", example.name(), "summary", example.summary()))
                  .toList()));
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    ALL.forEach(example -> rows.add(List.of(example.name(), example.summary())));
    Table.lines(List.of("example", "what it does"), rows).forEach(System.out::println);
  }

  private void start(Set<ServiceName> services)
      throws CommandFailure, ClusterException, InterruptedException {
    LocalCluster cluster = option.cluster();
    for (ServiceName service : services) {
      if (!cluster.isUp(service)) {
        try (Progress progress = new Progress()) {
          cluster.up(UpOptions.of(service), progress::tell);
        }
        System.err.println(
            service.label()
                + " stays up: "
                + option.command("down " + service.label())
                + " ends it");
      }
    }
  }
}
