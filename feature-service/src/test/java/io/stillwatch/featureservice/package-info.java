/** The feature service as its callers see it, on a real PostgreSQL. */
package io.stillwatch.featureservice;
