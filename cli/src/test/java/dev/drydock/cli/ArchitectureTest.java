package dev.drydock.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of the house: which module may use what. */
class ArchitectureTest {
  private static final List<String> MODULES =
      List.of(
          "text",
          "mapreduce",
          "spark-jobs",
          "inline",
          "local-cluster/core",
          "local-cluster/server",
          "local-cluster/google",
          "local-cluster/hadoop",
          "local-cluster/spark",
          "local-cluster/s3",
          "local-cluster/gcs",
          "cloud/core",
          "cloud/contracts",
          "cloud/aws",
          "cloud/google",
          "cloud/storage",
          "cli");

  /** Packages whose classes have no cycles, neither inside of a package nor across packages. */
  private static final String[] WITHOUT_CYCLES = {
    "dev.drydock.cluster.server..",
    "dev.drydock.cluster.google..",
    "dev.drydock.cluster.gcs..",
    "dev.drydock.cluster.s3..",
    "dev.drydock.cluster.hadoop..",
    "dev.drydock.cluster.spark..",
  };

  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    Path home = Path.of(System.getProperty("drydock.home"));
    List<Path> folders =
        MODULES.stream().map(module -> home.resolve(module).resolve("target/classes")).toList();
    assertThat(folders).as("built modules: run ./mvnw verify").allMatch(Files::isDirectory);
    house = new ClassFileImporter().importPaths(folders.toArray(Path[]::new));
  }

  @Test
  void wordsAreCountedInPlainJava() {
    check(onlyUses("dev.drydock.text", "com.ibm.icu.."));
    check(
        onlyUses(
            "dev.drydock.text.input",
            "dev.drydock.text..",
            "org.apache.hadoop..",
            "com.github.luben.."));
  }

  @Test
  void jobsKnowTheirEngineAndNoCloud() {
    check(onlyUses("dev.drydock.mapreduce..", "dev.drydock.text..", "org.apache.hadoop.."));
    check(
        onlyUses(
            "dev.drydock.spark..",
            "dev.drydock.text..",
            "org.apache.hadoop..",
            "org.apache.spark..",
            "scala.."));
    check(onlyUses("dev.drydock.inline..", "dev.drydock.text..", "org.apache.hadoop.."));
  }

  @Test
  void theLauncherKnowsNothingOfOurs() {
    check(onlyUses("dev.drydock.cluster"));
    check(onlyUses("dev.drydock.cluster.junit", "dev.drydock.cluster", "org.junit.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.drydock.cluster..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.drydock..")
                    .and(DescribedPredicate.not(resideInAPackage("dev.drydock.cluster..")))));
  }

  @Test
  void whatAllDaemonsShareIsPlainJava() {
    check(onlyUses("dev.drydock.cluster.server"));
  }

  @Test
  void whatGooglesServersShareKnowsNoApi() {
    check(
        onlyUses(
            "dev.drydock.cluster.google",
            "dev.drydock.cluster.server",
            "org.eclipse.jetty..",
            "com.fasterxml.jackson..",
            "com.nimbusds.."));
  }

  @Test
  void cloudsKnowWhatTheyHaveInCommonAndNotEachOther() {
    check(onlyUses("dev.drydock.cloud"));
    check(
        onlyUses(
            "dev.drydock.cloud.contracts",
            "dev.drydock.cloud",
            "org.junit..",
            "org.opentest4j..",
            "org.assertj..",
            "org.awaitility.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.drydock.cloud.aws..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.drydock.cloud.google..", "com.google..")));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.drydock.cloud.google..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("dev.drydock.cloud.aws..", "software.amazon..")));
    check(
        noClasses()
            .that()
            .resideInAnyPackage("dev.drydock.cloud..", "dev.drydock.storage..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.drydock.cluster..", "dev.drydock.cli..")));
  }

  @Test
  void theCommandLoadsNoEngine() {
    check(
        onlyUses(
            "dev.drydock.cli..",
            "dev.drydock.text",
            "dev.drydock.cluster",
            "picocli..",
            "com.ibm.icu..",
            "com.fasterxml.jackson.."));
  }

  @Test
  void theProgramForObjectsKnowsEveryStore() {
    check(
        onlyUses(
            "dev.drydock.storage..",
            "dev.drydock.cloud..",
            "org.apache.hadoop..",
            "picocli..",
            "com.fasterxml.jackson.."));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("dev.drydock.(**)").should().beFreeOfCycles());
  }

  @Test
  void classesHaveNoCycles() {
    check(
        slices()
            .assignedFrom(new TopLevelClasses(resideInAnyPackage(WITHOUT_CYCLES)))
            .should()
            .beFreeOfCycles());
  }

  /** One slice for each top-level class, together with the classes nested in it. */
  private record TopLevelClasses(DescribedPredicate<JavaClass> members) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return members.test(javaClass)
          ? SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""))
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "top-level classes that " + members.getDescription();
    }
  }

  /** The launcher starts them as processes, by the name of a main class. */
  @Test
  void nobodyUsesTheClassesOfAServer() {
    for (String server : List.of("gcs", "s3", "hadoop", "spark")) {
      String packages = "dev.drydock.cluster." + server + "..";
      check(
          noClasses()
              .that()
              .resideOutsideOfPackage(packages)
              .should()
              .dependOnClassesThat(resideInAPackage(packages)));
    }
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager"));
  }

  private static ArchRule onlyUses(String packageName, String... others) {
    return classes()
        .that()
        .resideInAPackage(packageName)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "java..", "javax..", "com.sun.net.httpserver..", "com.sun.management..")
                .or(resideInAPackage(packageName))
                .or(resideInAnyPackage(others)));
  }

  private static void check(ArchRule rule) {
    rule.check(house);
  }
}
