package dev.drydock.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Collects the results of a server's checks and compares them with the {@link FidelityPage}, or
 * writes them there with {@code -Ddrydock.fidelity=write}.
 */
final class FidelityReport implements AfterTestExecutionCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FidelityReport.class);
  private static final String SUFFIX = "Contract";

  /** The results of one class: a server's checks of one ability. */
  private static final class Results {
    private final Map<String, String> checks = new TreeMap<>();
    private Reported last;
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    Reported test = (Reported) context.getRequiredTestInstance();
    Results results =
        context
            .getParent()
            .orElseThrow()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Results.class, key -> new Results(), Results.class);
    results.last = test;
    results.checks.put(
        words(context.getRequiredTestMethod().getName()),
        test.gap().isEmpty() ? "ok" : "gap: " + test.gap());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    Results results = context.getStore(NAMESPACE).get(Results.class, Results.class);
    if (results == null) {
      return;
    }
    Class<?> tests = context.getRequiredTestClass();
    String ability = ability(tests);
    String server = results.last.server();
    boolean all =
        results.checks.size()
            == AnnotationSupport.findAnnotatedMethods(
                    tests, Test.class, HierarchyTraversalMode.TOP_DOWN)
                .size();
    FidelityPage page = results.last.page();
    Path file = Path.of(System.getProperty("drydock.home"), page.file());
    FidelityTable table = FidelityTable.read(page, file);
    if ("write".equals(System.getProperty("drydock.fidelity"))) {
      table.put(ability, server, results.checks, all);
      table.write(file);
      return;
    }
    Map<String, String> expected = new TreeMap<>(table.results(ability, server));
    if (!all) {
      expected.keySet().retainAll(results.checks.keySet());
    }
    assertThat(results.checks)
        .as(
            "%s on %s differs from %s: refresh it by ./mvnw verify -Dit.test=%s"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Ddrydock.fidelity=write",
            ability, server, page.file(), outermost(tests).getSimpleName())
        .isEqualTo(expected);
  }

  private static Class<?> outermost(Class<?> tests) {
    Class<?> outer = tests;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer;
  }

  /** The ability after which the class's contract is named. */
  private static String ability(Class<?> tests) {
    Class<?> contract = tests;
    while (!contract.getSimpleName().endsWith(SUFFIX)) {
      contract = contract.getSuperclass();
    }
    return contract.getSimpleName().replace(SUFFIX, "");
  }

  /** The name of a method as people read it. */
  private static String words(String method) {
    return method.replaceAll("(?=[A-Z])|(?<=[a-z])(?=[0-9])", " ").toLowerCase(Locale.ROOT);
  }
}
