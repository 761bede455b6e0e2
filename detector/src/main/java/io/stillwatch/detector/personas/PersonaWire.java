package io.stillwatch.detector.personas;

import io.stillwatch.detector.calibration.TypicalValue;
import java.util.List;

/** Writes and reads personas; what is read is checked field by field where it is made. */
final class PersonaWire {
  private PersonaWire() {}

  static io.stillwatch.v1.Personas write(Personas personas) {
    io.stillwatch.v1.Personas.Builder written = io.stillwatch.v1.Personas.newBuilder();
    Standardisation scale = personas.scale();
    for (int i = 0; i < scale.features(); i++) {
      written.addCentres(scale.centres()[i]).addScales(scale.scales()[i]);
    }
    personas.all().forEach(persona -> written.addPersonas(write(persona)));
    return written.build();
  }

  /** Throws IllegalArgumentException. */
  static Personas read(io.stillwatch.v1.Personas written) {
    return new Personas(
        new Standardisation(doubles(written.getCentresList()), doubles(written.getScalesList())),
        written.getPersonasList().stream().map(PersonaWire::read).toList());
  }

  private static io.stillwatch.v1.Persona write(Persona persona) {
    io.stillwatch.v1.Persona.Builder written =
        io.stillwatch.v1.Persona.newBuilder()
            .setNumber(persona.number())
            .setAccounts(persona.accounts());
    for (double value : persona.centroid()) {
      written.addCentroid(value);
    }
    persona.typicalValues().forEach(typical -> written.addTypicalRanges(typical.write()));
    return written.build();
  }

  private static Persona read(io.stillwatch.v1.Persona written) {
    return new Persona(
        written.getNumber(),
        written.getAccounts(),
        doubles(written.getCentroidList()),
        written.getTypicalRangesList().stream().map(TypicalValue::read).toList());
  }

  private static double[] doubles(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
