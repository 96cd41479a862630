package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.drydock.jobs.Engine;
import dev.drydock.jobs.Job;
import dev.drydock.jobs.Jobs;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The classes that the catalogue names are in the jars of their engines, and can be started. */
final class CatalogueIT {
  private static final Path HOME = Path.of(System.getProperty("drydock.home"));

  @ParameterizedTest
  @EnumSource
  void everyJobCanBeStarted(Engine engine) throws Exception {
    Path module = HOME.resolve(module(engine));
    JavaClasses classes = new ClassFileImporter().importPath(module.resolve("target/classes"));
    try (JarFile jar = new JarFile(module.resolve("target/" + jar(engine)).toFile())) {
      for (Job<?> job : Jobs.on(engine)) {
        String name = job.classes().get(engine);
        assertThat(jar.getEntry(name.replace('.', '/') + ".class")).as(name).isNotNull();
        JavaClass started = classes.get(name);
        assertThat(started.getModifiers()).as(name).contains(JavaModifier.PUBLIC);
        if (engine == Engine.SPARK) {
          assertThat(started.getMethod("main", String[].class).getModifiers())
              .as(name)
              .contains(JavaModifier.PUBLIC, JavaModifier.STATIC);
        } else {
          assertThat(started.isAssignableTo("org.apache.hadoop.util.Tool")).as(name).isTrue();
          assertThat(started.getConstructor().getModifiers())
              .as(name)
              .contains(JavaModifier.PUBLIC);
        }
      }
    }
  }

  private static String module(Engine engine) {
    return switch (engine) {
      case MAPREDUCE -> "mapreduce";
      case SPARK -> "spark-jobs";
      case INLINE -> "inline";
    };
  }

  private static String jar(Engine engine) {
    return switch (engine) {
      case MAPREDUCE -> "drydock-mapreduce.jar";
      case SPARK -> "drydock-spark-jobs.jar";
      case INLINE -> "drydock-inline.jar";
    };
  }
}
