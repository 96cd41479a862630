package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.cluster.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs what the README and the pages under docs tell a reader to type, and compares the output that
 * they show.
 *
 * <p>The {@code sh} blocks of a page, one after the other, are one script, run as a reader would:
 * in a folder that looks like the checkout, and stopped at the first command that fails. A {@code
 * text} block right behind one is what it prints ({@link Page#pattern}). A block that begins with a
 * comment naming a file ({@code // src/Example.java}, {@code <!-- pom.xml -->}) is written to that
 * file first. Blocks of other kinds are not run.
 */
@ExtendWith(Cluster.class)
class DocumentationIT {
  @TempDir Path folder;

  static List<Page> pages() throws IOException {
    return Page.all().stream().filter(page -> !page.steps().isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandOfThePageWorks(Page page) throws Exception {
    assumeTrue(
        !page.text().contains("up spark-yarn\n") || Cluster.sparkOnYarn(),
        "needs a Spark distribution: ./drydock up spark-yarn");
    Path checkout = checkout();
    Path state = state();
    page.writeFiles(checkout);
    Path errors = folder.resolve("errors");
    int exit;
    try {
      exit = run(script(page), checkout, state, errors);
    } finally {
      run("./drydock down --all", checkout, state, folder.resolve("down"));
    }
    assertThat(exit).as("%s\n%s", page, Files.readString(errors)).isZero();
    List<Page.Step> steps = page.steps();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).output().isPresent()) {
        assertThat(Files.readString(output(i)))
            .as("%s: what it shows of\n%s", page, steps.get(i).commands())
            .matches(Page.pattern(steps.get(i).output().get()));
      }
    }
  }

  /**
   * A folder that looks like the checkout, in which a page may write. What a page may build is not
   * there yet: other tests run, at the same time, what this build has made.
   */
  private Path checkout() throws IOException {
    Path home = Modules.HOME;
    Path checkout = link(home, folder.resolve("checkout"), "drydock", "local-cluster");
    Path cluster = link(home.resolve("local-cluster"), checkout.resolve("local-cluster"), "core");
    link(home.resolve("local-cluster/core"), cluster.resolve("core"), "target");
    Path command = checkout.resolve("drydock");
    Files.writeString(command, "#!/bin/sh\nexec '" + home.resolve("drydock") + "' \"$@\"\n");
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

  /** Each block's output goes to a file of its own, and errors to one. */
  private String script(Page page) {
    StringBuilder script = new StringBuilder();
    List<Page.Step> steps = page.steps();
    for (int i = 0; i < steps.size(); i++) {
      script.append("{\n%s\n} >'%s'\n".formatted(steps.get(i).commands().strip(), output(i)));
    }
    return script.toString();
  }

  private Path output(int step) {
    return folder.resolve("output-" + step);
  }

  private static int run(String script, Path checkout, Path state, Path errors) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script);
    builder.directory(checkout.toFile());
    builder.redirectErrorStream(true).redirectOutput(errors.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.environment().put("DRYDOCK_STATE", state.toString());
    return builder.start().waitFor();
  }
}
