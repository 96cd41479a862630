package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The lists of classes that JVMs share are of the jars that there are. */
class ClassListsIT {
  /** Of the JDK, whose classes are not the same in all versions. */
  private static final String JDK =
      "(java|javax|jdk|sun|com/sun|netscape|org/(ietf|jcp|w3c|xml))/.*";

  static List<Path> modules() {
    return Modules.withRuntime().stream()
        .filter(module -> Files.exists(module.resolve("classes.txt")))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyClassIsThere(Path module) throws IOException {
    Set<String> classes = new HashSet<>();
    try (Stream<Path> jars = Files.list(module.resolve("target/lib"))) {
      for (Path jar : jars.toList()) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          zip.stream()
              .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
              .filter(name -> name.endsWith(".class"))
              .forEach(name -> classes.add(name.substring(0, name.length() - ".class".length())));
        }
      }
    }
    List<String> missing =
        Files.readAllLines(module.resolve("classes.txt")).stream()
            .filter(line -> !line.startsWith("@") && !line.matches(JDK))
            .filter(line -> !classes.contains(line))
            .toList();
    assertThat(missing).as("record them anew: local-cluster/record-classes.sh").isEmpty();
  }
}
