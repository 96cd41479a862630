package dev.drydock.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The arrows of the house: which module may use what. */
class ArchitectureTest {
  /** The launcher's interface, {@code dev.drydock.cluster}, and what is behind it. */
  private static final String[] LAUNCHER = {
    "dev.drydock.cluster",
    "dev.drydock.cluster.install",
    "dev.drydock.cluster.lifecycle",
    "dev.drydock.cluster.process",
    "dev.drydock.cluster.runtime",
    "dev.drydock.cluster.service",
    "dev.drydock.cluster.services",
    "dev.drydock.cluster.state"
  };

  /** An annotation and its extension; sealed types and what they permit; Spark's configuration. */
  private static final Set<String> WITH_CYCLES =
      Set.of(
          "dev.drydock.cluster.junit",
          "dev.drydock.cluster.service",
          "dev.drydock.cluster.services");

  private static JavaClasses house;

  @BeforeAll
  static void readTheHouse() {
    List<Path> folders =
        Modules.withSources().stream().map(module -> module.resolve("target/classes")).toList();
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
  void theCatalogueOfJobsKnowsNoEngine() {
    check(onlyUses("dev.drydock.jobs", "dev.drydock.text", "picocli.."));
  }

  @Test
  void jobsKnowTheirEngineAndNoCloud() {
    check(
        onlyUses(
            "dev.drydock.mapreduce..",
            "dev.drydock.jobs",
            "dev.drydock.text..",
            "org.apache.hadoop.."));
    check(
        onlyUses(
            "dev.drydock.spark..",
            "dev.drydock.jobs",
            "dev.drydock.text..",
            "org.apache.hadoop..",
            "org.apache.spark..",
            "scala.."));
    check(
        onlyUses(
            "dev.drydock.inline..",
            "dev.drydock.jobs",
            "dev.drydock.text..",
            "org.apache.hadoop.."));
  }

  /** What a learner reads first is the engine's own API and nothing else. */
  @Test
  void samplesImportNothingOfOurs() {
    for (String sample :
        List.of(
            "dev.drydock.mapreduce.TextbookWordCount",
            "dev.drydock.spark.TextbookWordCount",
            "dev.drydock.spark.DataFrameWordCount")) {
      check(
          classes()
              .that()
              .haveNameMatching(Pattern.quote(sample) + "(\\$.*)?")
              .should()
              .onlyDependOnClassesThat(
                  resideInAnyPackage(
                          "java..", "org.apache.hadoop..", "org.apache.spark..", "scala..")
                      .or(nameMatching(Pattern.quote(sample) + "(\\$.*)?"))));
    }
  }

  @Test
  void everyModuleIsListed() throws IOException {
    assertThat(Modules.withPom()).containsExactlyInAnyOrderElementsOf(Modules.all());
  }

  @Test
  void whatProgramsShareIsPlainJava() {
    check(onlyUses("dev.drydock.terminal", "picocli..", "com.fasterxml.jackson.."));
  }

  @Test
  void theLauncherKnowsNothingOfOurs() {
    for (String subject : LAUNCHER) {
      check(onlyUses(subject, LAUNCHER));
    }
    check(onlyUses("dev.drydock.cluster.junit", "dev.drydock.cluster", "org.junit.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.drydock.cluster..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.drydock..")
                    .and(not(resideInAPackage("dev.drydock.cluster..")))));
  }

  /** Its packages are public to each other and to nobody else. */
  @Test
  void theLauncherIsUsedByItsInterfaceAlone() {
    String[] inside =
        Arrays.stream(LAUNCHER)
            .filter(subject -> !subject.equals("dev.drydock.cluster"))
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(LAUNCHER)
            .should()
            .dependOnClassesThat(resideInAnyPackage(inside)));
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
  void cloudsKnowWhatTheyHaveInCommonAndNotEachOther() {
    check(onlyUses("dev.drydock.cloud"));
    check(onlyUses("dev.drydock.cloud.objects", "dev.drydock.cloud"));
    check(
        onlyUses(
            "dev.drydock.cloud.objects.contracts",
            "dev.drydock.cloud.objects",
            "dev.drydock.testing",
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
  void whatTestsShareKnowsNothingOfOurs() {
    check(onlyUses("dev.drydock.testing", "org.junit..", "org.opentest4j..", "org.assertj.."));
  }

  /** These classes are public only so that the packages of the provider's services can use them. */
  @Test
  void whatServicesOfAProviderShareIsTheirsAlone() {
    for (String provider : List.of("dev.drydock.cloud.aws", "dev.drydock.cloud.google")) {
      check(
          noClasses()
              .that()
              .resideOutsideOfPackage(provider + "..")
              .should()
              .dependOnClassesThat()
              .resideInAPackage(provider));
    }
  }

  /** So that whoever copies one has all of it. */
  @Test
  void samplesUseNothingOfOurs() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.drydock.samples..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.drydock..")
                    .and(not(resideInAPackage("dev.drydock.samples..")))));
  }

  @Test
  void theCommandLoadsNoEngine() {
    check(
        onlyUses(
            "dev.drydock.cli..",
            "dev.drydock.jobs",
            "dev.drydock.terminal",
            "dev.drydock.cluster",
            "picocli..",
            "com.fasterxml.jackson.."));
  }

  @Test
  void theProgramForObjectsKnowsEveryStore() {
    check(
        onlyUses(
            "dev.drydock.storage..",
            "dev.drydock.terminal",
            "dev.drydock.cloud..",
            "org.apache.hadoop..",
            "picocli..",
            "com.fasterxml.jackson.."));
  }

  /** Its packages use each other; others start its main class and use nothing of it. */
  @Test
  void theProgramForObjectsIsUsedByNothing() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.drydock.storage..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.drydock.storage.."));
  }

  /** The launcher's interface is above and below what is behind it; its classes are not. */
  @Test
  void packagesHaveNoCycles() {
    check(
        slices()
            .matching("dev.drydock.(**)")
            .should()
            .beFreeOfCycles()
            // The console and its like wait beside the main class for a module of their own.
            .ignoreDependency(
                resideInAPackage("dev.drydock.storage.."), resideInAPackage("dev.drydock.storage"))
            .ignoreDependency(
                resideInAnyPackage(LAUNCHER), resideInAPackage("dev.drydock.cluster")));
  }

  /**
   * Package by package: among all classes at once, ArchUnit 1.4.1 misses most cycles, and the rule
   * for packages finds those that cross them.
   */
  @Test
  void classesHaveNoCycles() {
    Set<String> packages =
        house.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !WITH_CYCLES.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : packages) {
      slices()
          .assignedFrom(new TopLevelClasses())
          .should()
          .beFreeOfCycles()
          .check(house.that(resideInAPackage(name)));
    }
  }

  /** A class with all that is declared inside of it. */
  private static final class TopLevelClasses implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""));
    }

    @Override
    public String getDescription() {
      return "top-level classes";
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
