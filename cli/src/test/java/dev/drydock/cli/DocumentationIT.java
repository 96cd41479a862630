package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    Path checkout = Files.createDirectory(folder.resolve("checkout"));
    try (Stream<Path> entries = Files.list(HOME)) {
      for (Path entry : entries.toList()) {
        if (!Files.isRegularFile(entry) || !entry.endsWith("drydock")) {
          Files.createSymbolicLink(checkout.resolve(entry.getFileName()), entry);
        }
      }
    }
    Path command = checkout.resolve("drydock");
    Files.writeString(command, "#!/bin/sh\nexec '" + HOME.resolve("drydock") + "' \"$@\"\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();

    String script = script(page, checkout);
    if (script.isEmpty()) {
      return;
    }
    Path output = folder.resolve("output");
    Process process =
        processBuilder(script, checkout, output, Map.of("DRYDOCK_STATE", state())).start();
    int exit = process.waitFor();
    processBuilder(
            "./drydock down --all",
            checkout,
            folder.resolve("down"),
            Map.of("DRYDOCK_STATE", state()))
        .start()
        .waitFor();
    assertThat(exit).as("%s\n%s", page, Files.readString(output)).isZero();
  }

  /** What is costly to make (archives, environments) is shared with the other tests. */
  private static String state() {
    return System.getProperty("drydock.state", HOME.resolve(".drydock").toString());
  }

  private static ProcessBuilder processBuilder(
      String script, Path checkout, Path output, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script);
    builder.directory(checkout.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment);
    return builder;
  }

  private static String script(Path page, Path checkout) throws IOException {
    StringBuilder script = new StringBuilder();
    Matcher block = BLOCK.matcher(Files.readString(page));
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
