package dev.drydock.cluster.service;

import java.time.Duration;

/** A program that must end with exit code 0, such as the creation of a database's tables. */
public record Task(String name, Program program, Duration limit) implements Step {}
