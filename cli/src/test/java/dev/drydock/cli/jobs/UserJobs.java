package dev.drydock.cli.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cluster.Installation;
import dev.drydock.cluster.RuntimeName;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** The jobs of {@code src/test/jobs}, as a user would write and build them. */
final class UserJobs {
  private UserJobs() {}

  /** Builds the jar. The engines are not on the class path of the tests, so this is done here. */
  static Path jar(Path folder) throws Exception {
    Installation installation = Installation.locate();
    String classPath =
        Stream.concat(
                installation.classPath(RuntimeName.HADOOP).stream(),
                installation.classPath(RuntimeName.SPARK).stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", classPath));
    try (Stream<Path> files = Files.list(Path.of("src/test/jobs"))) {
      files.map(Path::toString).forEach(arguments::add);
    }
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
    Path jar = folder.resolve("user-jobs.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> compiled = Files.list(classes)) {
      for (Path entry : compiled.toList()) {
        out.putNextEntry(new ZipEntry(entry.getFileName().toString()));
        out.write(Files.readAllBytes(entry));
      }
    }
    return jar;
  }
}
