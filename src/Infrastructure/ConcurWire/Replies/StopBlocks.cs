using GroundTransport.Domain.Journeys;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>PickupLocation and DropoffLocation: every element of the example, with a value where this kind of stop has one.</summary>
internal static class StopBlocks
{
    public static void Pickup(this WireWriter writer, Stop? stop) => writer.Location("PickupLocation"u8, stop, "ArrivalDateTime"u8);

    public static void Dropoff(this WireWriter writer, Stop? stop) => writer.Location("DropoffLocation"u8, stop, "DepartureDateTime"u8);

    /// <inheritdoc cref="SearchedLocation"/>
    public static void SearchedPickup(this WireWriter writer, Stop? stop) =>
        writer.SearchedLocation("PickupLocation"u8, stop, "ArrivalDateTime"u8);

    /// <inheritdoc cref="SearchedLocation"/>
    public static void SearchedDropoff(this WireWriter writer, Stop? stop) =>
        writer.SearchedLocation("DropoffLocation"u8, stop, "DepartureDateTime"u8);

    /// <summary>As Search repeats its request: flight, station, train and notes only where they were requested.</summary>
    private static void SearchedLocation(this WireWriter writer, ReadOnlySpan<byte> name, Stop? stop, ReadOnlySpan<byte> timeName)
    {
        writer.Open(name);
        writer.LocationType(name, stop);
        writer.Open("Airport"u8);
        writer.Text("AirportCode"u8, (stop as AirportStop)?.Code);
        if (stop is AirportStop { Flight: { } flight })
            writer.Flight(flight, timeName);
        writer.Close("Airport"u8);
        if (stop is StationStop station)
        {
            writer.Open("TrainStation"u8);
            writer.Station(station);
            if (station.Train is { } train)
                writer.Train(train, timeName);
            writer.Close("TrainStation"u8);
        }
        writer.Address(stop as AddressStop);
        if (stop is { Notes.Length: > 0 })
            writer.Text("ExtraNotes"u8, stop.Notes);
        writer.Close(name);
    }

    private static void Location(this WireWriter writer, ReadOnlySpan<byte> name, Stop? stop, ReadOnlySpan<byte> timeName)
    {
        writer.Open(name);
        writer.LocationType(name, stop);
        writer.Airport(stop as AirportStop, timeName);
        writer.TrainStation(stop as StationStop, timeName);
        writer.Address(stop as AddressStop);
        writer.Text("ExtraNotes"u8, stop?.Notes);
        writer.Close(name);
    }

    /// <summary>A pickup as directed isn't in Concur's table: a refusal that contains one leaves the element empty.</summary>
    private static void LocationType(this WireWriter writer, ReadOnlySpan<byte> name, Stop? stop) =>
        writer.Number("LocationType"u8, name.StartsWith("Pickup"u8) && stop is AsDirected ? null : LocationTypes.Of(stop));

    private static void Airport(this WireWriter writer, AirportStop? airport, ReadOnlySpan<byte> timeName)
    {
        writer.Open("Airport"u8);
        writer.Text("AirportCode"u8, airport?.Code);
        writer.Flight(airport?.Flight, timeName);
        writer.Close("Airport"u8);
    }

    private static void Flight(this WireWriter writer, Flight? flight, ReadOnlySpan<byte> timeName)
    {
        writer.Open("Flight"u8);
        writer.Text("CarrierCode"u8, flight?.Carrier);
        writer.Text("FlightNumber"u8, flight?.Number);
        writer.Time(timeName, flight?.At);
        writer.Close("Flight"u8);
    }

    private static void TrainStation(this WireWriter writer, StationStop? station, ReadOnlySpan<byte> timeName)
    {
        writer.Open("TrainStation"u8);
        writer.Station(station);
        writer.Train(station?.Train, timeName);
        writer.Close("TrainStation"u8);
    }

    private static void Train(this WireWriter writer, Train? train, ReadOnlySpan<byte> timeName)
    {
        writer.Open("Train"u8);
        writer.Text("CarrierCode"u8, train?.Carrier);
        writer.Text("CarrierName"u8, train?.CarrierName);
        writer.Text("TrainNumber"u8, train?.Number);
        writer.Time(timeName, train?.At);
        writer.Close("Train"u8);
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
