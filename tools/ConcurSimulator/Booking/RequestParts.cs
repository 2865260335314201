using System.Globalization;
using System.Xml;

namespace ConcurSimulator.Booking;

/// <summary>What several of Concur's messages share.</summary>
internal static class RequestParts
{
    public static void Parent(this XmlWriter xml, string name, Action content)
    {
        xml.WriteStartElement(name);
        content();
        xml.WriteEndElement();
    }

    public static void Booker(this XmlWriter xml)
    {
        xml.Parent("CorporateClient", () => xml.WriteElementString("CompanyCode", "339"));
        xml.Parent("Booker", () =>
        {
            xml.WriteElementString("UserID", "55414");
            xml.WriteElementString("EmailAddress", "booker@example.com");
            xml.WriteElementString("Phone", "5551234567");
        });
    }

    public static void Passenger(this XmlWriter xml, Traveller traveller, string phone) => xml.Parent("PrimaryPassenger", () =>
    {
        xml.WriteElementString("FirstName", traveller.FirstName);
        xml.WriteElementString("LastName", traveller.LastName);
        xml.WriteElementString("Phone", phone);
        xml.WriteElementString("Phone2", "");
        xml.WriteElementString("CellPhone", phone);
        xml.WriteElementString("EmailAddress", traveller.EmailAddress);
    });

    /// <summary>Everything that isn't known stands there empty; a Search knows less than the others.</summary>
    public static void Place(this XmlWriter xml, string name, Place place, bool isSearch = false) => xml.Parent(name, () =>
    {
        var time = name == "PickupLocation" ? "ArrivalDateTime" : "DepartureDateTime";
        xml.WriteElementString("LocationType", place.Kind);
        xml.Parent("Airport", () =>
        {
            xml.WriteElementString("AirportCode", place.IsAirport ? place.Code : "");
            if (!isSearch)
                xml.Parent("Flight", () => Carrier(xml, "FlightNumber", place, place.IsAirport, time));
        });
        if (!isSearch || place.IsStation)
            Station(xml, place, time);
        xml.WriteElementString("Address", place.Street);
        xml.WriteElementString("City", place.IsAddress ? "Alexandria" : "");
        xml.WriteElementString("State", place.IsAddress ? "VA" : "");
        xml.WriteElementString("Country", place.IsAddress ? "US" : "");
        xml.WriteElementString("PostalCode", place.PostalCode);
        if (!isSearch)
            xml.WriteElementString("ExtraNotes", "");
    });

    public static void Times(this XmlWriter xml, Ride ride, bool withSeconds)
    {
        var form = withSeconds ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm";
        xml.WriteElementString("StartDateTime", ride.Start.ToString(form, CultureInfo.InvariantCulture));
        xml.WriteElementString("EndDateTime", ride.End?.ToString(form, CultureInfo.InvariantCulture) ?? "");
    }

    /// <summary>An Update lists the empty forms beside the one that counts.</summary>
    public static void Payment(this XmlWriter xml, Payment payment, Traveller traveller, bool isUpdate) => xml.Parent("FormOfPayment", () =>
    {
        if (!payment.IsCard)
        {
            xml.WriteElementString(payment.Form, "");
            return;
        }
        if (isUpdate)
        {
            xml.WriteElementString("Cash", "");
            xml.WriteElementString("Check", "");
            xml.WriteElementString("DirectBilling", "");
        }
        xml.Parent("CreditCard", () =>
        {
            xml.WriteElementString("Type", payment.CardType);
            xml.WriteElementString("Number", isUpdate ? "XXXXXXXXXXXX1111" : "xxxxxxxxxxxx1111");
            xml.WriteElementString("Expiration", traveller.Ride.Start.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        });
    });

    public static void Accounting(this XmlWriter xml) => xml.Parent("AccountingInfo", () =>
    {
        xml.WriteElementString("AccountingField1", "715");
        xml.WriteElementString("AccountingField2", "cost.center@example.com");
        xml.WriteElementString("AccountingField3", "11");
        xml.WriteElementString("AccountingField4", "R&D");
        xml.WriteElementString("AccountingField5", "");
    });

    private static void Station(XmlWriter xml, Place place, string time) => xml.Parent("TrainStation", () =>
    {
        xml.WriteElementString("StationCode", place.IsStation ? place.Code : "");
        xml.WriteElementString("StationName", place.Name);
        xml.WriteElementString("City", place.IsStation ? "Washington" : "");
        xml.WriteElementString("State", place.IsStation ? "DC" : "");
        xml.Parent("Train", () => Carrier(xml, "TrainNumber", place, place.IsStation, time));
    });

    private static void Carrier(XmlWriter xml, string number, Place place, bool isIts, string time)
    {
        xml.WriteElementString("CarrierCode", isIts ? place.Carrier : "");
        if (number == "TrainNumber")
            xml.WriteElementString("CarrierName", "");
        xml.WriteElementString(number, isIts ? place.Number : "");
        xml.WriteElementString(time, "");
    }
}
