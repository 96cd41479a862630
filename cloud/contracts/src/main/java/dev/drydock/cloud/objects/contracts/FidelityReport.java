package dev.drydock.cloud.objects.contracts;

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

/**
 * Collects what a server's checks showed and compares it with {@code docs/storage-fidelity.md}, or
 * writes it there with {@code -Ddrydock.fidelity=write}.
 */
final class FidelityReport implements AfterTestExecutionCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(FidelityReport.class);

  /** What was seen in one class: a server's checks of one capability. */
  private static final class Seen {
    private final Map<String, String> results = new TreeMap<>();
    private String server = "";
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      return;
    }
    StorageContract<?> contract = (StorageContract<?>) context.getRequiredTestInstance();
    Seen seen =
        context
            .getParent()
            .orElseThrow()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Seen.class, key -> new Seen(), Seen.class);
    seen.server = contract.server().name();
    seen.results.put(
        words(context.getRequiredTestMethod().getName()),
        contract.pinned().isEmpty() ? "passes" : "gap: " + contract.pinned());
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    Seen seen = context.getStore(NAMESPACE).get(Seen.class, Seen.class);
    if (seen == null) {
      return;
    }
    Class<?> tests = context.getRequiredTestClass();
    String capability = capability(tests);
    boolean all =
        seen.results.size()
            == AnnotationSupport.findAnnotatedMethods(
                    tests,
                    Test.class,
                    org.junit.platform.commons.support.HierarchyTraversalMode.TOP_DOWN)
                .size();
    Path file = Path.of(System.getProperty("drydock.home"), "docs/storage-fidelity.md");
    FidelityTable table = FidelityTable.read(file);
    if ("write".equals(System.getProperty("drydock.fidelity"))) {
      table.put(capability, seen.server, seen.results, all);
      table.write(file);
      return;
    }
    Map<String, String> expected = new TreeMap<>(table.results(capability, seen.server));
    if (!all) {
      expected.keySet().retainAll(seen.results.keySet());
    }
    assertThat(seen.results)
        .as(
            "%s on %s is not what docs/storage-fidelity.md says: refresh it by ./mvnw verify"
                + " -Dit.test=%s -Dsurefire.failIfNoSpecifiedTests=false -Ddrydock.fidelity=write",
            capability, seen.server, outermost(tests).getSimpleName())
        .isEqualTo(expected);
  }

  private static Class<?> outermost(Class<?> tests) {
    Class<?> outer = tests;
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer;
  }

  /** The interface that the class's contract is of. */
  private static String capability(Class<?> tests) {
    Class<?> contract = tests;
    while (contract.getSuperclass() != StorageContract.class) {
      contract = contract.getSuperclass();
    }
    return contract.getSimpleName().replace("Contract", "");
  }

  /** A method's name as people read it. */
  private static String words(String method) {
    return method.replaceAll("(?=[A-Z])|(?<=[a-z])(?=[0-9])", " ").toLowerCase(Locale.ROOT);
  }
}
