using System.Globalization;
using System.Text.Unicode;
using GroundTransport.Application.Search;
using GroundTransport.Domain;
using GroundTransport.Domain.Pricing;
using GroundTransport.Infrastructure.ConcurWire.Codes;
using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>CC_LimoSearchReply: the request as it was read, then every ride on offer.</summary>
internal static class SearchReply
{
    private static ReadOnlySpan<byte> Root => "CC_LimoSearchReply"u8;

    /// <param name="request">Null where nothing of it was read (wrong credentials).</param>
    public static byte[] Write(SearchRides? request, Outcome<IReadOnlyList<QuotedRide>> outcome, TimeSpan elapsed)
    {
        var rides = outcome.IsRefused ? [] : outcome.Value;
        var writer = WireWriter.Start();
        if (outcome.Refusal is { } refusal)
            writer.Error(ErrorCodes.OfSearch(refusal.Kind), refusal);
        else
            writer.NoError();
        writer.RequestData(request, rides.Count > 0 ? rides[0].Offer.PickupTimeZone : null);
        writer.Open("Limos"u8);
        foreach (var ride in rides)
            writer.Limo(ride);
        writer.Close("Limos"u8);
        writer.Close(Root);
        return WithHead(writer, Math.Max(0, (long)elapsed.TotalMilliseconds));
    }

    /// <summary>The root's start tag is written last: it contains the size of the whole body, its own digits included.</summary>
    private static byte[] WithHead(WireWriter writer, long elapsedMs)
    {
        Span<byte> end = stackalloc byte[40];
        // The misspelling is Concur's.
        Utf8.TryWrite(end, CultureInfo.InvariantCulture, $"\" elaspedMs=\"{elapsedMs}\">", out var endLength);
        var withoutDigits = "<"u8.Length + Root.Length + " size=\""u8.Length + endLength + writer.Length;
        var digits = 1;
        while (Digits(withoutDigits + digits) > digits)
            digits++;
        var size = withoutDigits + digits;
        var bytes = writer.Finish(size - writer.Length);
        var head = bytes.AsSpan();
        head[0] = (byte)'<';
        Root.CopyTo(head[1..]);
        head = head[(1 + Root.Length)..];
        Utf8.TryWrite(head, CultureInfo.InvariantCulture, $" size=\"{size}", out var sizeLength);
        end[..endLength].CopyTo(head[sizeLength..]);
        return bytes;
    }

    private static int Digits(int number) => number < 10 ? 1 : 1 + Digits(number / 10);

    private static void RequestData(this WireWriter writer, SearchRides? request, TimeZoneInfo? pickupZone)
    {
        var timesAre = request?.Call.Connect.TimesAre ?? default;
        writer.Open("RequestData"u8);
        writer.Number("ServiceType"u8, (int?)request?.ServiceType);
        writer.Number("ClassOfService"u8, (int?)request?.ClassOfService);
        writer.SearchedPickup(request?.Pickup);
        writer.SearchedDropoff(request?.Dropoff);
        writer.Time("StartDateTime"u8, EchoedTime.Of(request?.Start, timesAre, pickupZone));
        writer.Time("EndDateTime"u8, EchoedTime.Of(request?.End, timesAre, pickupZone));
        writer.Text("PickupInstructions"u8, request?.PickupInstructions);
        writer.Text("DropoffInstructions"u8, request?.DropoffInstructions);
        writer.Text("LanguageCode"u8, request?.Language);
        writer.Text("Currency"u8, request?.Currency);
        writer.Number("NumPassengers"u8, request?.Passengers);
        writer.Open("DiscountCode"u8);
        if (request?.Discount is { } discount)
        {
            writer.Text("CorporateID"u8, discount.CorporateId);
            writer.Text("VendorCode"u8, discount.VendorCode);
            writer.Text("DiscountNumber"u8, discount.Number);
        }
        writer.Close("DiscountCode"u8);
        writer.Number("VehicleType"u8, (int?)request?.VehicleType);
        writer.Close("RequestData"u8);
    }

    private static void Limo(this WireWriter writer, QuotedRide ride)
    {
        writer.Open("Limo"u8);
        writer.RateInfo(RateInfo.Of(ride));
        // A plan's vehicles and terms are the same objects in each search; those of a pricing service are new each time.
        var isShared = ride.Offer is PlanOffer;
        writer.Block(ride.Offer.Vehicle, isShared, static (writer, vehicle) =>
            writer.Vehicle(vehicle.Type, vehicle.Description, vehicle.MaxPassengers, vehicle.VehicleId));
        writer.Cached(ride.Vendor, static (writer, vendor) => writer.Vendor(vendor));
        writer.Block(ride.Offer.Payment, isShared, static (writer, terms) => writer.AcceptedForms(terms));
        writer.Close("Limo"u8);
    }

    private static void Block<T>(this WireWriter writer, T of, bool isShared, Action<WireWriter, T> write)
        where T : class
    {
        if (isShared)
            writer.Cached(of, write);
        else
            write(writer, of);
    }
}
