package dev.drydock.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.jobs.ChildJava;
import dev.drydock.jobs.JobJarContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class JobJarIT extends JobJarContract {
  private static final Path JAR = Path.of("target/drydock-mapreduce.jar");

  JobJarIT() {
    super(JAR);
  }

  @Override
  protected List<String> command(Path jar, String job, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("-cp", jar + ":" + ChildJava.engineClassPath("icu4j", "zstd-jni", "picocli")));
    command.addAll(List.of("dev.drydock.mapreduce.MapReduceJobs", job));
    command.addAll(arguments);
    return command;
  }

  @Test
  void namesItsMainClass() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.drydock.mapreduce.MapReduceJobs");
    }
  }
}
