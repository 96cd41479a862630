package dev.drydock.spark;

import dev.drydock.text.ChildJava;
import dev.drydock.text.JobJarContract;
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
    String mainClass = job.equals("wordcount") ? "WordCount" : "TopWords";
    List<String> command = new ArrayList<>();
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of("-cp", ChildJava.engineClassPath(), "org.apache.spark.deploy.SparkSubmit"));
    command.addAll(List.of("--master", "local[2]", "--conf", "spark.ui.enabled=false"));
    command.addAll(List.of("--conf", "spark.driver.host=127.0.0.1"));
    command.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    command.addAll(List.of("--class", "dev.drydock.spark." + mainClass, jar.toString()));
    command.addAll(arguments);
    return command;
  }
}
