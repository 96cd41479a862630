package dev.drydock.cluster.service;

import java.util.List;
import java.util.Map;

/** A program of other people's, which knows nothing of the launcher. */
public record CommandProgram(String name, List<String> command, Map<String, String> environment)
    implements Program {}
