/** Tests of the strand table as the service keeps it. */
package io.stillwatch.featureservice.strands;
