package dev.clusterregistry.crinit;

import dev.clusterregistry.crinit.command.Console;
import dev.clusterregistry.crinit.command.Program;

/** The program's entry. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Program.run(Console.system(), arguments));
  }
}
