package dev.clusterregistry.machinery.apply;

/**
 * What one manager owns.
 *
 * @param apiVersion the version in whose terms the fields are named
 * @param time of its last change, RFC 3339 in UTC and seconds; empty if unknown
 */
record Owned(FieldSet fields, String apiVersion, String time) {

  Owned with(FieldSet newFields) {
    return new Owned(newFields, apiVersion, time);
  }

  Owned at(String newTime) {
    return new Owned(fields, apiVersion, newTime);
  }
}
