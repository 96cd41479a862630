package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.cluster.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what the README and the pages under docs tell a reader to type.
 *
 * <p>The {@code sh} blocks of a page, one after the other, are one script, run as a reader would:
 * in a folder that looks like the checkout, and stopped at the first command that fails. A block
 * that begins with a comment naming a file ({@code // src/Example.java}, {@code <!-- pom.xml -->})
 * is written to that file first. Blocks of other kinds show output and are not run.
 */
@ExtendWith(Cluster.class)
class DocumentationIT {
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern FILE_NAME =
      Pattern.compile("^(?://|#|<!--) ([\\w./-]+\\.\\w+)(?: -->)?\\n");
  private static final Path HOME = Path.of(System.getProperty("drydock.home"));

  @TempDir Path folder;

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(HOME.resolve("README.md")));
    try (Stream<Path> files = Files.list(HOME.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfThePageWorks(Path page) throws Exception {
    String text = Files.readString(page);
    assumeTrue(
        !text.contains("up spark-yarn\n") || Cluster.sparkOnYarn(),
        "needs a Spark distribution: ./drydock up spark-yarn");
    Path checkout = checkout();
    Path state = state();
    String script = script(text, checkout);
    assumeTrue(!script.isEmpty(), "has no commands");

    Path output = folder.resolve("output");
    int exit;
    try {
      exit = run(script, checkout, state, output);
    } finally {
      run("./drydock down --all", checkout, state, folder.resolve("down"));
    }
    assertThat(exit).as("%s\n%s", page, Files.readString(output)).isZero();
  }

  /**
   * A folder that looks like the checkout, in which a page may write. What a page may build is not
   * there yet: other tests run, at the same time, what this build has made.
   */
  private Path checkout() throws IOException {
    Path checkout = link(HOME, folder.resolve("checkout"), "drydock", "local-cluster");
    Path cluster = link(HOME.resolve("local-cluster"), checkout.resolve("local-cluster"), "core");
    link(HOME.resolve("local-cluster/core"), cluster.resolve("core"), "target");
    Path command = checkout.resolve("drydock");
    Files.writeString(command, "#!/bin/sh\nexec '" + HOME.resolve("drydock") + "' \"$@\"\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();
    return checkout;
  }

  /** A new folder with links to all that is in another, but for some. */
  private static Path link(Path original, Path copy, String... without) throws IOException {
    Files.createDirectory(copy);
    try (Stream<Path> entries = Files.list(original)) {
      for (Path entry : entries.toList()) {
        if (!List.of(without).contains(entry.getFileName().toString())) {
          Files.createSymbolicLink(copy.resolve(entry.getFileName()), entry);
        }
      }
    }
    return copy;
  }

  /** Clusters of its own; what is costly to make is shared with the cluster of the other tests. */
  private Path state() throws Exception {
    Path state = Files.createDirectory(folder.resolve("state"));
    for (String shared : List.of("archives", "environments")) {
      Path made = Installation.locate().state().resolve(shared);
      if (Files.isDirectory(made)) {
        Files.createSymbolicLink(state.resolve(shared), made);
      }
    }
    return state;
  }

  private static int run(String script, Path checkout, Path state, Path output) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script);
    builder.directory(checkout.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.environment().put("DRYDOCK_STATE", state.toString());
    return builder.start().waitFor();
  }

  private static String script(String page, Path checkout) throws IOException {
    StringBuilder script = new StringBuilder();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      String text = block.group(2);
      Matcher name = FILE_NAME.matcher(text);
      if (block.group(1).equals("sh")) {
        script.append(text);
      } else if (name.find()) {
        Path file = checkout.resolve(name.group(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
    }
    return script.toString();
  }
}
