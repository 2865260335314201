using System.Globalization;
using GroundTransport.Domain.Journeys;

namespace GroundTransport.Domain.Quotes;

/// <summary>
/// A journey as bytes, for the tail of a quote. It is read only after its MAC was verified, so it only ever reads its own output.
/// </summary>
internal static class JourneySerializer
{
    private const byte Address = 1, Airport = 2, Station = 3, Directed = 4;

    public static void Write(BinaryWriter writer, Journey journey)
    {
        writer.Write((ushort)journey.ServiceType);
        writer.Write((ushort)journey.ClassOfService);
        writer.Write(journey.Start.ToUnixTimeSeconds());
        writer.Write(journey.End?.ToUnixTimeSeconds() ?? 0);
        writer.Write7BitEncodedInt(journey.Passengers);
        Write(writer, journey.Pickup);
        Write(writer, journey.Dropoff);
        if (journey.Discount is { } discount)
        {
            writer.Write(discount.CorporateId);
            writer.Write(discount.VendorCode);
            writer.Write(discount.Number);
        }
    }

    /// <summary>Reads to the end.</summary>
    public static Journey Read(BinaryReader reader)
    {
        var serviceType = (ServiceType)reader.ReadUInt16();
        var classOfService = (ClassOfService)reader.ReadUInt16();
        var start = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        var end = reader.ReadInt64();
        var passengers = reader.Read7BitEncodedInt();
        var (pickup, dropoff) = (ReadStop(reader), ReadStop(reader));
        var discount = reader.BaseStream.Position == reader.BaseStream.Length
            ? null
            : new DiscountCode(reader.ReadString(), reader.ReadString(), reader.ReadString());
        DateTimeOffset? endsAt = end == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(end);
        return new Journey(serviceType, classOfService, pickup, dropoff, start, endsAt, passengers) { Discount = discount };
    }

    private static void Write(BinaryWriter writer, Stop stop)
    {
        switch (stop)
        {
            case AddressStop address:
                Text(writer, Address, address.Street, address.City, address.State, address.Country, address.PostalCode);
                break;
            case AirportStop airport:
                Text(writer, Airport, airport.Code,
                    airport.Flight?.Carrier ?? "", airport.Flight?.Number ?? "", Local(airport.Flight?.At));
                break;
            case StationStop station:
                Text(writer, Station, station.Code, station.StationName, station.City, station.State,
                    station.Train?.Carrier ?? "", station.Train?.CarrierName ?? "", station.Train?.Number ?? "",
                    Local(station.Train?.At));
                break;
            case AsDirected:
                writer.Write(Directed);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(stop), stop.GetType().Name, "Unknown stop");
        }
        writer.Write(stop.Notes);
    }

    private static Stop ReadStop(BinaryReader reader)
    {
        string Next() => reader.ReadString();
        Stop stop = reader.ReadByte() switch
        {
            Address => new AddressStop(Next(), Next(), Next(), Next(), Next()),
            Airport => new AirportStop(Next(), ReadFlight(reader)),
            Station => new StationStop(Next(), Next(), Next(), Next(), ReadTrain(reader)),
            Directed => new AsDirected(),
            var kind => throw new InvalidDataException($"Unknown kind of stop: {kind}"),
        };
        return stop with { Notes = Next() };
    }

    private static Flight? ReadFlight(BinaryReader reader)
    {
        var flight = new Flight(reader.ReadString(), reader.ReadString(), Local(reader.ReadString()));
        return flight is { Carrier: "", Number: "", At: null } ? null : flight;
    }

    private static Train? ReadTrain(BinaryReader reader)
    {
        var train = new Train(reader.ReadString(), reader.ReadString(), reader.ReadString(), Local(reader.ReadString()));
        return train is { Carrier: "", CarrierName: "", Number: "", At: null } ? null : train;
    }

    private static void Text(BinaryWriter writer, byte kind, params ReadOnlySpan<string> parts)
    {
        writer.Write(kind);
        foreach (var part in parts)
            writer.Write(part);
    }

    private static string Local(DateTime? time) => time?.Ticks.ToString(CultureInfo.InvariantCulture) ?? "";

    private static DateTime? Local(string ticks) =>
        ticks.Length == 0 ? null : new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Unspecified);
}
