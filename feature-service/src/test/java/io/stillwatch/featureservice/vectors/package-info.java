/** Vectors, live and by day, through their gRPC face. */
package io.stillwatch.featureservice.vectors;
