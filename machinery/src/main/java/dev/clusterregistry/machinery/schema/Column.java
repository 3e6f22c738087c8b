package dev.clusterregistry.machinery.schema;

/**
 * A column that a kind declares for tables (additionalPrinterColumns), the name column not among
 * them.
 *
 * @param type string, integer, number, boolean or date
 * @param format of OpenAPI, or empty
 * @param priority 0 to be shown always, above to be shown in wide output
 * @param jsonPath where the cell's value is, such as .spec.size; empty if computed
 * @param computed what {@link KindRules#cell} is asked for; empty if there is a path
 */
public record Column(
    String name,
    String type,
    String format,
    String description,
    int priority,
    String jsonPath,
    String computed) {}
