using GroundTransport.Api.Console.Forms;
using GroundTransport.Api.Console.Layout;
using GroundTransport.Api.Console.Parts;
using GroundTransport.Api.Hosting;
using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Domain;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Api.Console.RideDetails;

/// <summary>One ride: what was booked, what is done with it, what happened, and what Concur was told.</summary>
public sealed partial class RidePage : ConsolePage<RideModel>
{
    private RideView View => Model.View;

    private Reservation Reservation => View.Reservation;

    private Ride Ride => Reservation.LatestRide;

    private string Path => ConsolePaths.Ride(Reservation.Id);

    private bool CanDispatch => RestConventions.Caller(Context).Role >= Role.Dispatch;

    private Notice? Notice => Model.Problem is { } problem ? new Notice(NoticeKind.Wrong, problem.Text) : null;

    private bool Can(SupplierAction action) => CanDispatch && View.Actions.Contains(action);

    /// <summary>What was typed before the action was refused; otherwise what is stored.</summary>
    private string Value(string field, string stored) => Model.Problem is { } problem && problem.Typed.Has(field)
        ? problem.Typed.Text(field) ?? ""
        : stored;

    private IEnumerable<(string Name, string Text)> Booked => new[]
    {
        ("From", RideText.Dotted(RideText.Place(Ride.Journey.Pickup), RideText.Connection(Ride.Journey.Pickup), Ride.Journey.Pickup.Notes)),
        ("To", RideText.Dotted(
            RideText.Place(Ride.Journey.Dropoff), RideText.Connection(Ride.Journey.Dropoff), Ride.Journey.Dropoff.Notes)),
        ("Service", RideText.Words(Ride.Journey.ServiceType)),
        ("Expected end", $"{RideText.DayAndTime(RideText.In(Ride.PickupTimeZone, Ride.Ends))} {RideText.ZoneName(Ride.TimeZone)}"),
        ("Vehicle kind", Ride.Vehicle.Description),
        ("Passengers", RideText.Passengers(Ride)),
        ("Pickup instructions", Ride.SpecialRequests.PickupInstructions),
        ("Drop-off instructions", Ride.SpecialRequests.DropoffInstructions),
        ("Requested driver", Ride.SpecialRequests.RequestedDriver),
        ("Special service", Ride.SpecialRequests.SpecialServiceRequest),
        ("Arranged pickup", Ride.SpecialRequests.PickupServiceArrangement),
        ("Arranged drop-off", Ride.SpecialRequests.DropoffServiceArrangement),
        ("Extra stops", Ride.SpecialRequests.ExtraStopArrangement),
    }.Where(fact => fact.Item2.Length > 0);

    private IEnumerable<(string Name, string Text)> Person => new[]
    {
        ("Cell phone", Ride.Passenger.CellPhone),
        ("Phone", RideText.Dotted(Ride.Passenger.Phone, Ride.Passenger.Phone2)),
        ("E-mail", Ride.Passenger.Email),
        ("Language", Ride.Language),
        ("Booked by", RideText.Dotted(Ride.Booker.UserId, Ride.Booker.CompanyCode, Ride.Booker.Email, Ride.Booker.Phone)),
        ("Accounting", RideText.Dotted(
            Ride.Accounting.Field1, Ride.Accounting.Field2, Ride.Accounting.Field3, Ride.Accounting.Field4, Ride.Accounting.Field5)),
    }.Where(fact => fact.Item2.Length > 0);

    private IEnumerable<(string Name, string Text)> Money => new[]
    {
        ("Base price", RideText.Amount(Ride.Fare.BasePrice)),
        ("Service charge", Ride.Fare.ServiceCharge.IsZero ? "" : RideText.Amount(Ride.Fare.ServiceCharge)),
        ("Surcharge", Ride.Fare.SurCharge.IsZero
            ? ""
            : RideText.Dotted(RideText.Amount(Ride.Fare.SurCharge), Ride.Fare.SurChargeDescription)),
        ("Tax", Ride.Fare.Tax.IsZero ? "" : RideText.Amount(Ride.Fare.Tax)),
        ("Final fare", Reservation.Service.FinalFare is { } final ? RideText.Amount(final.Rate) : ""),
        ("Cancellation fee", Reservation.Service.CancellationFee is { } fee ? RideText.Amount(fee) : ""),
        ("Payment", RideText.Payment(Ride)),
        ("Cancellation", Ride.CancelPolicy),
        Ride.Offer.Length > 0 ? ("Offer", Ride.Offer) : ("Rate", $"{Ride.RateId}, plan version {Ride.PlanVersion}"),
    }.Where(fact => fact.Item2.Length > 0);

    private string At(DateTimeOffset instant) => RideText.DayAndTime(RideText.In(Ride.PickupTimeZone, instant));

    /// <summary>What was typed, else who is known.</summary>
    private string TypedUser => Model.Problem is { } problem && problem.Typed.Has("concurUserId")
        ? problem.Typed.Text("concurUserId") ?? ""
        : View.Receipts.UserId;

    private bool CanRetryReceipt =>
        CanDispatch && View.Receipts.State is ReceiptState.Pending or ReceiptState.Processing or ReceiptState.Dead;

    private static Tone ToneOf(DeliveryState state) => state switch
    {
        DeliveryState.Pending => Tone.Waiting,
        DeliveryState.Delivered => Tone.Good,
        DeliveryState.Dead => Tone.Wrong,
        _ => Tone.Gone,
    };

    private static IEnumerable<Progress> Steps =>
        [Progress.Assigned, Progress.OnTheWay, Progress.Arrived, Progress.OnBoard, Progress.Completed];

    /// <summary>The first of its kind; empty: none.</summary>
    private string Extra(ExtraKind kind) =>
        Reservation.Service.FinalFare?.Extras.FirstOrDefault(extra => extra.Kind == kind)?.Amount.ToAmountText() ?? "";

    private IEnumerable<(string Name, string Label, string Stored)> FareParts =>
    [
        ("basePrice", "Base price", (Reservation.Service.FinalFare?.BasePrice ?? Ride.Fare.BasePrice).ToAmountText()),
        ("serviceCharge", "Service charge", (Reservation.Service.FinalFare?.ServiceCharge ?? Ride.Fare.ServiceCharge).ToAmountText()),
        ("surCharge", "Surcharge", (Reservation.Service.FinalFare?.SurCharge ?? Ride.Fare.SurCharge).ToAmountText()),
        ("tax", "Tax", (Reservation.Service.FinalFare?.Tax ?? Ride.Fare.Tax).ToAmountText()),
        ("toll", "Tolls", Extra(ExtraKind.Toll)),
        ("parking", "Parking", Extra(ExtraKind.Parking)),
        ("tip", "Tip", Extra(ExtraKind.Tip)),
    ];
}

/// <summary>The ride, and why the last action on it wasn't done.</summary>
public sealed record RideModel(RideView View, RideProblem? Problem);

/// <summary>An action that wasn't done, with what was typed.</summary>
public sealed record RideProblem(RefusalKind Kind, string Text, PostedForm Typed)
{
    public int Status => RefusalStatus.Of(Kind);
}
