package dev.drydock.spark;

import dev.drydock.jobs.ChildJava;
import dev.drydock.jobs.Engine;
import dev.drydock.jobs.Job;
import dev.drydock.jobs.JobJarContract;
import dev.drydock.jobs.Jobs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/** Submits the jar to Spark's local master. */
class JobJarIT extends JobJarContract {
  JobJarIT() {
    super(Path.of("target/drydock-spark-jobs.jar"));
  }

  @Override
  protected List<String> command(Path jar, String job, List<String> arguments) {
    String mainClass =
        Jobs.ALL.stream()
            .filter(candidate -> candidate.name().equals(job))
            .findFirst()
            .map(Job::classes)
            .orElseThrow()
            .get(Engine.SPARK);
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        // Spark has ICU4J and zstd-jni itself.
        List.of(
            "-cp", ChildJava.engineClassPath("picocli"), "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    command.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    command.addAll(List.of("--class", mainClass, jar.toString()));
    command.addAll(arguments);
    return command;
  }
}
