package dev.drydock.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules of the build, as the poms list them. */
final class Modules {
  static final Path HOME = Path.of(System.getProperty("drydock.home")).toAbsolutePath().normalize();

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Modules() {}

  /** Their folders, parents before their modules. */
  static List<Path> all() {
    List<Path> modules = new ArrayList<>();
    add(HOME, modules);
    return modules;
  }

  private static void add(Path folder, List<Path> modules) {
    modules.add(folder);
    Matcher module = MODULE.matcher(pom(folder));
    while (module.find()) {
      add(folder.resolve(module.group(1)), modules);
    }
  }

  /** Those with code that is not for tests. */
  static List<Path> withSources() {
    return all().stream()
        .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
        .toList();
  }

  /** Those whose class path the build puts into {@code target/lib}. */
  static List<Path> withRuntime() {
    return all().stream()
        .filter(module -> !module.equals(HOME))
        .filter(module -> pom(module).contains("<id>runtime-lib</id>"))
        .toList();
  }

  /** The folders of all poms of the checkout, listed or not. */
  static List<Path> withPom() throws IOException {
    try (Stream<Path> files = Files.find(HOME, 4, (file, attributes) -> file.endsWith("pom.xml"))) {
      return files
          .map(Path::getParent)
          .filter(
              folder -> !HOME.relativize(folder).toString().matches("(.*/)?(target|\\..+)(/.*)?"))
          .toList();
    }
  }

  private static String pom(Path folder) {
    try {
      return Files.readString(folder.resolve("pom.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
