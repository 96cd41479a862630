package dev.drydock.cluster.service;

import dev.drydock.cluster.RuntimeName;
import java.util.List;
import java.util.Map;

/**
 * A main class that runs any of its daemons, whose names are its arguments, in one JVM.
 *
 * <p>The launcher adds the system properties {@code drydock.configuration} (the folder with the
 * generated configuration, which is also at the end of the class path) and {@code drydock.ready}:
 * the program writes that file once all of them answer, under another name first and then renamed.
 *
 * @param heapMegabytes of the process that has all daemons
 * @param options of the JVM
 */
public record JavaProgram(
    String name,
    RuntimeName runtime,
    String mainClass,
    int heapMegabytes,
    List<String> options,
    Map<String, String> environment)
    implements Program {}
