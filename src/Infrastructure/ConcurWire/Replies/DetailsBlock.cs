using GroundTransport.Infrastructure.ConcurWire.Xml;

namespace GroundTransport.Infrastructure.ConcurWire.Replies;

/// <summary>Everything after the Error block of the five messages with a reservation; the only place that defines its order.</summary>
internal static class DetailsBlock
{
    /// <summary>Our ids have twelve digits; Concur requires at least nine.</summary>
    private const string ReservationIdFormat = "D9";

    public static void Details(this WireWriter writer, ReservationDetails details)
    {
        writer.Number("ReservationID"u8, details.ReservationId, ReservationIdFormat);
        writer.Text("Status"u8, details.Status);
        writer.Text("ConfNum"u8, details.ConfirmationNumber);
        writer.Text("CancelPolicy"u8, details.CancelPolicy);
        writer.Text("CancelNum"u8, details.CancellationNumber);
        writer.Passenger(details);
        writer.Number("ServiceType"u8, (int?)details.ServiceType);
        writer.Number("ClassOfService"u8, (int?)details.ClassOfService);
        writer.Pickup(details.Pickup);
        writer.Dropoff(details.Dropoff);
        writer.Time("StartDateTime"u8, details.Start);
        writer.Time("EndDateTime"u8, details.End);
        writer.Text("PickupInstructions"u8, details.SpecialRequests.PickupInstructions);
        writer.Text("DropoffInstructions"u8, details.SpecialRequests.DropoffInstructions);
        writer.Text("LanguageCode"u8, details.Language);
        writer.Text("Currency"u8, details.Currency);
        writer.Number("NumPassengers"u8, details.Passengers);
        writer.Text("RequestedDriver"u8, details.SpecialRequests.RequestedDriver);
        writer.Text("SpecialServiceRequest"u8, details.SpecialRequests.SpecialServiceRequest);
        writer.Text("PickupServiceArrangement"u8, details.SpecialRequests.PickupServiceArrangement);
        writer.Text("DropoffServiceArrangement"u8, details.SpecialRequests.DropoffServiceArrangement);
        writer.Text("ExtraStopArrangement"u8, details.SpecialRequests.ExtraStopArrangement);
        writer.RateInfo(details.Rate);
        writer.Text("RateDisclaimer"u8, details.Disclaimer);
        writer.Vehicle(details.VehicleType, details.VehicleDescription, details.MaxPassengers, details.VehicleId);
        writer.Vendor(details.Vendor);
        writer.Text("ProviderFeedback"u8, details.ProviderFeedback);
        writer.FormOfPayment(details.Payment);
        writer.Accounting(details);
    }

    private static void Passenger(this WireWriter writer, ReservationDetails details)
    {
        var passenger = details.Passenger;
        writer.Open("PrimaryPassenger"u8);
        writer.Text("FirstName"u8, passenger?.FirstName);
        writer.Text("LastName"u8, passenger?.LastName);
        writer.Text("Phone"u8, passenger?.Phone);
        writer.Text("Phone2"u8, passenger?.Phone2);
        writer.Text("CellPhone"u8, passenger?.CellPhone);
        writer.Text("EmailAddress"u8, passenger?.Email);
        writer.Close("PrimaryPassenger"u8);
    }

    private static void Accounting(this WireWriter writer, ReservationDetails details)
    {
        writer.Open("AccountingInfo"u8);
        writer.Text("AccountingField1"u8, details.Accounting.Field1);
        writer.Text("AccountingField2"u8, details.Accounting.Field2);
        writer.Text("AccountingField3"u8, details.Accounting.Field3);
        writer.Text("AccountingField4"u8, details.Accounting.Field4);
        writer.Text("AccountingField5"u8, details.Accounting.Field5);
        writer.Close("AccountingInfo"u8);
    }
}
