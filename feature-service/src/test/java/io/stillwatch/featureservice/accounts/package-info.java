@org.jspecify.annotations.NullMarked
package io.stillwatch.featureservice.accounts;
