using GroundTransport.Domain.Journeys;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>PickupLocation and DropoffLocation: every element of the example, with a value where this kind of stop has one.</summary>
internal static class StopBlocks
{
    public static void Pickup(this WireWriter writer, Stop? stop) => writer.Location("PickupLocation"u8, stop, "ArrivalDateTime"u8);

    public static void Dropoff(this WireWriter writer, Stop? stop) => writer.Location("DropoffLocation"u8, stop, "DepartureDateTime"u8);

    /// <summary>As Search repeats its request: without flight, train and notes; a station only where one was requested.</summary>
    public static void SearchedLocation(this WireWriter writer, ReadOnlySpan<byte> name, Stop? stop, bool isPickup)
    {
        writer.Open(name);
        writer.LocationType(stop, isPickup);
        writer.Open("Airport"u8);
        writer.Text("AirportCode"u8, (stop as AirportStop)?.Code);
        writer.Close("Airport"u8);
        if (stop is StationStop station)
        {
            writer.Open("TrainStation"u8);
            writer.Station(station);
            writer.Close("TrainStation"u8);
        }
        writer.Address(stop as AddressStop);
        writer.Close(name);
    }

    private static void Location(this WireWriter writer, ReadOnlySpan<byte> name, Stop? stop, ReadOnlySpan<byte> timeName)
    {
        writer.Open(name);
        writer.LocationType(stop, isPickup: name.StartsWith("Pickup"u8));
        writer.Airport(stop as AirportStop, timeName);
        writer.TrainStation(stop as StationStop, timeName);
        writer.Address(stop as AddressStop);
        writer.Text("ExtraNotes"u8, stop?.Notes);
        writer.Close(name);
    }

    /// <summary>A pickup as directed is refused and has no code in the schema: the refusal leaves the element empty.</summary>
    private static void LocationType(this WireWriter writer, Stop? stop, bool isPickup) =>
        writer.Number("LocationType"u8, isPickup && stop is AsDirected ? null : LocationTypes.Of(stop));

    private static void Airport(this WireWriter writer, AirportStop? airport, ReadOnlySpan<byte> timeName)
    {
        writer.Open("Airport"u8);
        writer.Text("AirportCode"u8, airport?.Code);
        writer.Open("Flight"u8);
        writer.Text("CarrierCode"u8, airport?.Flight?.Carrier);
        writer.Text("FlightNumber"u8, airport?.Flight?.Number);
        writer.Time(timeName, airport?.Flight?.At);
        writer.Close("Flight"u8);
        writer.Close("Airport"u8);
    }

    private static void TrainStation(this WireWriter writer, StationStop? station, ReadOnlySpan<byte> timeName)
    {
        writer.Open("TrainStation"u8);
        writer.Station(station);
        writer.Open("Train"u8);
        writer.Text("CarrierCode"u8, station?.Train?.Carrier);
        writer.Text("CarrierName"u8, station?.Train?.CarrierName);
        writer.Text("TrainNumber"u8, station?.Train?.Number);
        writer.Time(timeName, station?.Train?.At);
        writer.Close("Train"u8);
        writer.Close("TrainStation"u8);
    }

    private static void Station(this WireWriter writer, StationStop? station)
    {
        writer.Text("StationCode"u8, station?.Code);
        writer.Text("StationName"u8, station?.StationName);
        writer.Text("City"u8, station?.City);
        writer.Text("State"u8, station?.State);
    }

    private static void Address(this WireWriter writer, AddressStop? address)
    {
        writer.Text("Address"u8, address?.Street);
        writer.Text("City"u8, address?.City);
        writer.Text("State"u8, address?.State);
        writer.Text("Country"u8, address?.Country);
        writer.Text("PostalCode"u8, address?.PostalCode);
    }
}
