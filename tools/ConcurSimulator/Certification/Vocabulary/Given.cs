using System.Xml.Linq;
using ConcurSimulator.Certification.Exchanges;
using ConcurSimulator.Certification.PostBacks;
using ConcurSimulator.Certification.Profiles;
using ConcurSimulator.GatewayClients;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Vocabulary;

/// <summary>What a scenario starts from. What can't be given ends the scenario as not tested.</summary>
public sealed class Given(ScenarioContext context)
{
    private static readonly string[] OtherForms = ["Cash", "Check", "DirectBilling"];

    private Equipment Equipment => context.Equipment;

    public Profile Profile => Equipment.Profile;

    public EndpointClient Endpoint => Equipment.Endpoint;

    public bool MayBook => Equipment.MayBook;

    /// <summary>Ends the scenario unless the condition holds.</summary>
    public void Needs(bool condition, string reason)
    {
        if (!condition)
            throw new NotTestedException(reason);
    }

    /// <summary>A ride that sells, from place to place.</summary>
    public ProfileRide Ride() => Find(Profile.Sells, ride => !ride.IsHourly, "The profile names no ride that sells.");

    /// <summary>A ride that sells, and starts at an address.</summary>
    public ProfileRide RideFromAddress() => Find(
        Profile.Sells, ride => ride is { IsHourly: false, Pickup.Type: "100" }, "The profile names no ride from an address that sells.");

    public ProfileRide Ride(params string[] serviceTypes) => Find(
        Profile.Sells, ride => serviceTypes.Contains(ride.ServiceType),
        $"The profile names no ride of service type {string.Join(" or ", serviceTypes)} that sells.");

    public ProfileRide RideNotSold() => Find(Profile.DoesNotSell, _ => true, "The profile names no ride that isn't sold.");

    public ProfileRide RideOnRequest() => Find(Profile.OnRequest, _ => true, "The profile names no ride without a price.");

    /// <summary>A start far ahead, in the endpoint's own kind of times.</summary>
    public DateTime Start() => Profile.Local(Equipment.StartTimes.Next());

    /// <summary>A time near now, in the endpoint's own kind of times.</summary>
    public string TimeIn(TimeSpan fromNow) => ConcurRequests.Format(Profile.Local(Equipment.StartTimes.In(fromNow)));

    public string Later(string time, TimeSpan by) => ConcurRequests.Format(ConcurRequests.Parse(time) + by);

    public Request Search() => Search(Ride());

    public Request Search(ProfileRide ride) => ConcurRequests.Search(ride, Start(), Profile.Currency);

    public Task<Offer> Offer() => Offer(Ride());

    public Task<Offer> Offer(ProfileRide ride) => Offer(ride, Search(ride));

    /// <summary>The first offer that has a price.</summary>
    public async Task<Offer> Offer(ProfileRide ride, Request search)
    {
        var answer = await context.Send(search);
        var limo = answer.Each("Limos/Limo").FirstOrDefault(offer => offer["RateInfo/RateTypeCode"] != "N")
            ?? throw new NotTestedException($"The ride was not offered: {answer.Summary}");
        return new Offer(ride, search, limo);
    }

    public async Task<Request> Sell() => Sell(await Offer());

    public Request Sell(Offer offer)
    {
        Needs(MayBook, "It needs a booking: use --book.");
        return ConcurRequests.Sell(offer, Profile.CompanyCode, Payment());
    }

    public Task<Booking> Booking() => Booking(sell => sell);

    public async Task<Booking> Booking(Func<Request, Request> change) => await Booking(await Offer(), change);

    public async Task<Booking> Booking(Offer offer, Func<Request, Request> change)
    {
        var sell = change(Sell(offer));
        var reply = await context.Send(sell);
        Needs(!reply.IsRefused && reply["ReservationID"].Length > 0, $"The ride was not sold: {reply.Summary}");
        return new Booking(reply["ReservationID"], offer, sell, reply);
    }

    /// <summary>The traveller cancelled, and the supplier agreed.</summary>
    public async Task<Booking> CancelledBooking()
    {
        Supplier();
        var booking = await Booking();
        if ((await context.Send(Cancel(booking.Id)))["Status"] == "XB")
            Needs(await Decide(booking.Id, "accept"), "The supplier couldn't accept the cancellation.");
        return booking;
    }

    public async Task<Booking> AcceptedBooking()
    {
        Supplier();
        var booking = await Booking();
        if (booking.Reply["Status"] != "RA")
            Needs(await Decide(booking.Id, "accept"), "The supplier couldn't accept the booking.");
        return booking;
    }

    public async Task<Booking> PendingBooking()
    {
        Supplier();
        var booking = await Booking();
        Needs(booking.Reply["Status"] == "RB", "The supplier accepts bookings automatically.");
        return booking;
    }

    public Request Update(Booking booking) => ConcurRequests.Update(booking);

    /// <summary>An Update that names only what changes.</summary>
    public Request ShortUpdate(string reservationId) => ConcurRequests.Id(MessageNames.Update, reservationId);

    public Request Detail(string reservationId) => ConcurRequests.Id(MessageNames.ReservationDetail, reservationId);

    public Request Cancel(string reservationId) => ConcurRequests.Id(MessageNames.Cancel, reservationId);

    /// <summary>An id that nobody has.</summary>
    public string UnknownId() => "1";

    /// <summary>How rides are paid unless a scenario says otherwise: by a card, else by the profile's other form.</summary>
    public XElement Payment() => Profile switch
    {
        { Cards: [var type, ..] } => Card(type),
        { OtherPayments: [var other, ..] } => new XElement(other),
        _ => Card("VI"),
    };

    public XElement Card(string type) => ConcurRequests.Card(type, DateTime.UtcNow.AddYears(2));

    public XElement ExpiredCard(string type) => ConcurRequests.Card(type, DateTime.UtcNow.AddYears(-2));

    public string AcceptedCard() => Profile.Cards is [var type, ..] ? type : throw new NotTestedException("The profile names no card.");

    public string FormNotAccepted() => OtherForms.FirstOrDefault(form => !Profile.OtherPayments.Contains(form))
        ?? throw new NotTestedException("The profile accepts every form.");

    /// <summary>The supplier's side can act.</summary>
    public void Supplier() => Needs(Equipment.Supplier is not null, "It needs the supplier's side: use --admin and --admin-key.");

    /// <summary>PostBacks can be received, and caused.</summary>
    public PostBackListener PostBacks()
    {
        Supplier();
        return Equipment.PostBacks ?? throw new NotTestedException("It needs PostBacks: use --postback-port.");
    }

    /// <summary>The scenario takes this long.</summary>
    public void Time(TimeSpan needed) => Needs(
        Equipment.MayWait || needed < TimeSpan.FromSeconds(20),
        FormattableString.Invariant($"It takes {needed.TotalSeconds:0} seconds: use --slow."));

    private async Task<bool> Decide(string id, string decision) =>
        await Equipment.Supplier!.Act(id, decision, decision == "accept" ? "{}" : """{"reason":"No car is free."}""", context.Cancelled)
            is { Outcome: Outcome.Ok };

    private static ProfileRide Find(IReadOnlyList<ProfileRide> rides, Func<ProfileRide, bool> fits, string missing) =>
        rides.FirstOrDefault(fits) ?? throw new NotTestedException(missing);
}
