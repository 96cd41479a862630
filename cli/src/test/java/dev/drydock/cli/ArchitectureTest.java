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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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

  /** An annotation and its extension. */
  private static final Set<String> WITH_CYCLES =
      Set.of("dev.drydock.cluster.junit.LocalClusterTest");

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
            .ignoreDependency(
                resideInAnyPackage(LAUNCHER), resideInAPackage("dev.drydock.cluster")));
  }

  /**
   * A class counts with all that is declared inside of it. Classes that use no other of those left,
   * or that no other of those left uses, are taken away until there are none: what then is left is
   * in a cycle, or between two.
   */
  @Test
  void classesHaveNoCycles() {
    Map<String, Set<String>> uses = new TreeMap<>();
    for (JavaClass javaClass : house) {
      Set<String> used = uses.computeIfAbsent(topLevel(javaClass), name -> new TreeSet<>());
      javaClass.getDirectDependenciesFromSelf().stream()
          .map(dependency -> topLevel(dependency.getTargetClass().getBaseComponentType()))
          .filter(name -> name.startsWith("dev.drydock.") && !name.equals(topLevel(javaClass)))
          .forEach(used::add);
    }
    uses.keySet().removeAll(WITH_CYCLES);
    int before;
    do {
      before = uses.size();
      uses.values().forEach(used -> used.retainAll(uses.keySet()));
      uses.values().removeIf(Set::isEmpty);
      Set<String> used = uses.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
      uses.keySet().retainAll(used);
    } while (uses.size() < before);
    assertThat(uses).isEmpty();
  }

  private static String topLevel(JavaClass javaClass) {
    return javaClass.getName().replaceFirst("\\$.*", "");
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
