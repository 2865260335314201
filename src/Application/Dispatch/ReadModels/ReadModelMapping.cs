using System.Globalization;
using AutoMapper;
using GroundTransport.Domain.Amounts;
using GroundTransport.Domain.Journeys;
using GroundTransport.Domain.Pricing;
using GroundTransport.Domain.Reservations;

namespace GroundTransport.Application.Dispatch.ReadModels;

/// <summary>Maps the aggregate to the models that REST returns.</summary>
public sealed class ReadModelMapping : Profile
{
    public ReadModelMapping()
    {
        CreateMap<Money, decimal>().ConvertUsing(money => money.Amount);
        CreateMap<Currency, string>().ConvertUsing(currency => currency.Code);
        CreateMap<Stop, StopModel>().ConvertUsing(stop => ModelOf(stop));
        CreateMap<Payment, PaymentModel>().ConvertUsing(payment => ModelOf(payment));
        CreateMap<Accounting, AccountingModel>();
        CreateMap<Driver, DriverModel>().ConvertUsing(driver => DriverModel.Of(driver.Name, driver.Phone, driver.Number)!);
        CreateMap<AssignedVehicle, AssignedVehicleModel>().ConvertUsing(vehicle => ModelOf(vehicle)!);
        CreateMap<Passenger, PassengerModel>();
        CreateMap<SpecialRequests, SpecialRequestsModel>();
        CreateMap<Fare, FareModel>();
        CreateMap<BookedVehicle, BookedVehicleModel>();
        CreateMap<Booker, BookerModel>();
        CreateMap<ExtraCharge, ExtraChargeModel>();
        CreateMap<FinalFare, FinalFareModel>()
            .ForMember(model => model.Currency, to => to.MapFrom(fare => fare.Rate.Currency.Code));
        CreateMap<Ride, RideModel>()
            .ForMember(model => model.ServiceType, to => to.MapFrom(ride => ride.Journey.ServiceType))
            .ForMember(model => model.ClassOfService, to => to.MapFrom(ride => ride.Journey.ClassOfService))
            .ForMember(model => model.Pickup, to => to.MapFrom(ride => ride.Journey.Pickup))
            .ForMember(model => model.Dropoff, to => to.MapFrom(ride => ride.Journey.Dropoff))
            .ForMember(model => model.Start, to => to.MapFrom(ride => ride.Journey.Start))
            .ForMember(model => model.LocalStart, to => to.MapFrom(ride => LocalStart(ride)))
            .ForMember(model => model.End, to => to.MapFrom(ride => ride.Journey.End))
            .ForMember(model => model.Passengers, to => to.MapFrom(ride => ride.Journey.Passengers));
        CreateMap<NotificationStatus, LastNotifiedModel>()
            .ForMember(model => model.Version, to => to.MapFrom(status => status.Last == null ? (int?)null : status.Last.Seq))
            .ForMember(model => model.Status, to => to.MapFrom(
                status => status.Last == null ? (ReservationStatus?)null : Enum.Parse<ReservationStatus>(status.Last.Status)))
            .ForMember(model => model.At, to => to.MapFrom(status => status.Last == null ? (DateTimeOffset?)null : status.Last.At))
            .ForMember(model => model.By, to => to.MapFrom(
                status => status.Last == null ? (NotificationKind?)null : Enum.Parse<NotificationKind>(status.Last.By)))
            .ForMember(model => model.CorrelationId, to => to.MapFrom(status => status.Last == null ? "" : status.Last.CorrelationId));
        CreateMap<Reservation, ReservationSnapshotModel>()
            .ForMember(model => model.Id, to => to.MapFrom(reservation => reservation.Id.ToString(CultureInfo.InvariantCulture)))
            .ForMember(model => model.Vendor, to => to.MapFrom(reservation => reservation.VendorCode))
            .ForMember(model => model.DirectConnect, to => to.MapFrom(reservation => reservation.DirectConnectId))
            .ForMember(model => model.NeedsDecision, to => to.MapFrom(reservation => NeedsDecision(reservation)))
            .ForMember(model => model.State, to => to.MapFrom(reservation => StateOf(reservation)))
            .ForMember(model => model.ExternalReference, to => to.MapFrom(reservation => reservation.Service.ExternalReference))
            .ForMember(model => model.Progress, to => to.MapFrom(reservation => reservation.Service.Progress))
            .ForMember(model => model.Driver, to => to.MapFrom(reservation => reservation.Service.Driver))
            .ForMember(model => model.Vehicle, to => to.MapFrom(reservation => reservation.Service.Vehicle))
            .ForMember(model => model.PickupInstructions, to => to.MapFrom(reservation => reservation.Service.PickupInstructions))
            .ForMember(model => model.Feedback, to => to.MapFrom(reservation => reservation.Service.Feedback))
            .ForMember(model => model.Outcome, to => to.MapFrom(reservation => reservation.Service.Outcome))
            .ForMember(model => model.CancellationFee, to => to.MapFrom(reservation => FeeOf(reservation.Service)))
            .ForMember(model => model.FinalFare, to => to.MapFrom(reservation => reservation.Service.FinalFare))
            .ForMember(model => model.ProviderFeedback, to => to.MapFrom(reservation => ProviderFeedback.Of(reservation)));
        CreateMap<Reservation, ReservationModel>()
            .IncludeBase<Reservation, ReservationSnapshotModel>()
            .ForMember(model => model.Actions, to => to.Ignore())
            .ForMember(model => model.LastNotified, to => to.Ignore());
    }

    private static bool NeedsDecision(Reservation reservation) => reservation.Status.NeedsDecision;

    private static ReservationState StateOf(Reservation reservation) => reservation.Status.State;

    private static decimal? FeeOf(RideService service) => service.CancellationFee?.Amount;

    private static string LocalStart(Ride ride) => LocalTime(ride.LocalStart)!;

    /// <summary>A time without an offset, which JSON has no format for.</summary>
    private static string? LocalTime(DateTime? time) => time?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);

    private static AssignedVehicleModel? ModelOf(AssignedVehicle vehicle) => vehicle == new AssignedVehicle()
        ? null
        : new AssignedVehicleModel { Plate = vehicle.Plate, Make = vehicle.Make, Model = vehicle.Model, Colour = vehicle.Colour };

    private static StopModel ModelOf(Stop stop)
    {
        var model = new StopModel { Name = stop.Name, Notes = stop.Notes };
        switch (stop)
        {
            case AddressStop address:
                (model.Kind, model.Street, model.City, model.State) = (StopKind.Address, address.Street, address.City, address.State);
                (model.Country, model.PostalCode) = (address.Country, address.PostalCode);
                break;
            case AirportStop airport:
                (model.Kind, model.Code) = (StopKind.Airport, airport.Code);
                model.Connection = $"{airport.Flight?.Carrier} {airport.Flight?.Number}".Trim();
                model.ConnectionAt = LocalTime(airport.Flight?.At);
                break;
            case StationStop station:
                (model.Kind, model.Code, model.City, model.State) = (StopKind.Station, station.Code, station.City, station.State);
                model.Connection = $"{station.Train?.Carrier} {station.Train?.Number}".Trim();
                model.ConnectionAt = LocalTime(station.Train?.At);
                break;
            case AsDirected:
                model.Kind = StopKind.AsDirected;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(stop), stop.GetType().Name, "Unknown stop");
        }
        return model;
    }

    private static PaymentModel ModelOf(Payment payment) => payment switch
    {
        CardPayment card => new PaymentModel
        {
            Kind = PaymentKind.Card,
            CardType = card.Type,
            LastFour = card.LastFour,
            Expiration = card.Expiration,
        },
        DirectBillingPayment billed => new PaymentModel { Kind = PaymentKind.DirectBilling, CompanyCode = billed.CompanyCode },
        CashPayment => new PaymentModel { Kind = PaymentKind.Cash },
        CheckPayment => new PaymentModel { Kind = PaymentKind.Check },
        _ => throw new ArgumentOutOfRangeException(nameof(payment), payment.GetType().Name, "Unknown form of payment"),
    };
}
