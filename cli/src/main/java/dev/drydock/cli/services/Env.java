package dev.drydock.cli.services;

import dev.drydock.cli.cluster.ClusterOption;
import dev.drydock.cli.tools.Tools;
import dev.drydock.cluster.ClusterException;
import dev.drydock.cluster.Installation;
import dev.drydock.cluster.LocalCluster;
import dev.drydock.terminal.CommandFailure;
import dev.drydock.terminal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "env",
    description = {
      "Prints shell exports for hadoop, hdfs, yarn, mapred and spark-submit,",
      "and for the clouds' own tools and libraries (aws, gsutil, SDKs)."
    },
    footer = {"", "Example:", "  eval \"$(drydock env)\" && hadoop fs -ls hdfs:///"})
public final class Env implements Callable<Integer> {
  @Option(names = "--json", description = "Prints JSON. DRYDOCK_BIN is the folder of the tools.")
  private boolean json;

  @Mixin private ClusterOption option;

  @Override
  public Integer call() throws CommandFailure, ClusterException {
    LocalCluster cluster = option.cluster();
    Map<String, String> variables = new TreeMap<>(cluster.environment());
    if (variables.isEmpty()) {
      throw CommandFailure.failed(
          "the cluster '" + option.name() + "' is not up: " + option.command("up"));
    }
    Path tools = writeTools(Installation.locate(), cluster.directory(), option.name());
    if (json) {
      variables.put("DRYDOCK_BIN", tools.toString());
      System.out.println(Json.write(variables));
      return 0;
    }
    variables.forEach((name, value) -> System.out.println("export " + name + "=" + quoted(value)));
    // Last, so that tools the user already has stay in front.
    System.out.println(
        "case \":$PATH:\" in *:"
            + quoted(tools.toString())
            + ":*) ;; *) export PATH=\"$PATH\":"
            + quoted(tools.toString())
            + " ;; esac");
    return 0;
  }

  /** Quotes the text as one word for any POSIX shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Writes scripts with the names of the real tools, which call this command. */
  private static Path writeTools(Installation installation, Path directory, String cluster)
      throws CommandFailure {
    Path folder = directory.resolve("bin");
    try {
      Files.createDirectories(folder);
      for (String tool : Tools.NAMES) {
        Path script = folder.resolve(tool);
        String content =
            "#!/bin/sh\nDRYDOCK_CLUSTER="
                + quoted(cluster)
                + " exec "
                + quoted(installation.home().resolve("drydock").toString())
                + " "
                + tool
                + " \"$@\"\n";
        if (!Files.exists(script) || !Files.readString(script).equals(content)) {
          // Written under another name first: a shell may be reading the old one.
          Path unfinished = Files.createTempFile(folder, tool, ".unfinished");
          Files.writeString(unfinished, content);
          Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
          Files.move(unfinished, script, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return folder;
    } catch (IOException e) {
      throw CommandFailure.failed("cannot write the tools to " + folder + ": " + e.getMessage(), e);
    }
  }
}
