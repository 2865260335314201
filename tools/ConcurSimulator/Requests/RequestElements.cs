using System.Globalization;
using System.Xml;
using ConcurSimulator.Travellers;

namespace ConcurSimulator.Requests;

/// <summary>Writes the elements that several of Concur's messages share.</summary>
internal static class RequestElements
{
    public static void WriteParent(this XmlWriter xml, string name, Action writeContent)
    {
        xml.WriteStartElement(name);
        writeContent();
        xml.WriteEndElement();
    }

    public static void WriteBooker(this XmlWriter xml)
    {
        xml.WriteParent("CorporateClient", () => xml.WriteElementString("CompanyCode", "339"));
        xml.WriteParent("Booker", () =>
        {
            xml.WriteElementString("UserID", "55414");
            xml.WriteElementString("EmailAddress", "booker@example.com");
            xml.WriteElementString("Phone", "5551234567");
        });
    }

    public static void WritePassenger(this XmlWriter xml, Traveller traveller, string phone) => xml.WriteParent("PrimaryPassenger", () =>
    {
        xml.WriteElementString("FirstName", traveller.FirstName);
        xml.WriteElementString("LastName", traveller.LastName);
        xml.WriteElementString("Phone", phone);
        xml.WriteElementString("Phone2", "");
        xml.WriteElementString("CellPhone", phone);
        xml.WriteElementString("EmailAddress", traveller.EmailAddress);
    });

    /// <summary>Unknown values are written as empty elements; a Search leaves out flight, station, train and notes instead.</summary>
    public static void WriteLocation(
        this XmlWriter xml, string name, Location location, bool isSearch = false) => xml.WriteParent(name, () =>
    {
        var time = name == "PickupLocation" ? "ArrivalDateTime" : "DepartureDateTime";
        xml.WriteElementString("LocationType", location.Type);
        xml.WriteParent("Airport", () =>
        {
            xml.WriteElementString("AirportCode", location.IsAirport ? location.Code : "");
            if (!isSearch || (location.IsAirport && location.Number.Length > 0))
                xml.WriteParent("Flight", () => WriteCarrier(xml, "FlightNumber", location, location.IsAirport, time));
        });
        if (!isSearch || location.IsStation)
            WriteStation(xml, location, time, withTrain: !isSearch || location.Number.Length > 0);
        xml.WriteElementString("Address", location.Street);
        xml.WriteElementString("City", location.IsAddress ? "Alexandria" : "");
        xml.WriteElementString("State", location.State);
        xml.WriteElementString("Country", location.IsAddress ? "US" : "");
        xml.WriteElementString("PostalCode", location.PostalCode);
        if (!isSearch)
            xml.WriteElementString("ExtraNotes", "");
    });

    public static void WriteTimes(this XmlWriter xml, Ride ride, bool withSeconds)
    {
        var format = withSeconds ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm";
        xml.WriteElementString("StartDateTime", ride.Start.ToString(format, CultureInfo.InvariantCulture));
        xml.WriteElementString("EndDateTime", ride.End?.ToString(format, CultureInfo.InvariantCulture) ?? "");
    }

    public static void WriteNumber(this XmlWriter xml, string name, int number) =>
        xml.WriteElementString(name, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>An Update contains every form as an element: beside a card the others empty, without a card all of them.</summary>
    public static void WritePayment(
        this XmlWriter xml, Payment payment, Traveller traveller, bool isUpdate) => xml.WriteParent("FormOfPayment", () =>
    {
        if (!payment.IsCard && !isUpdate)
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
        if (!payment.IsCard)
        {
            xml.WriteElementString("CreditCard", "");
            return;
        }
        xml.WriteParent("CreditCard", () =>
        {
            xml.WriteElementString("Type", payment.CardType);
            xml.WriteElementString("Number", isUpdate ? "XXXXXXXXXXXX1111" : "xxxxxxxxxxxx1111");
            xml.WriteElementString("Expiration", traveller.Ride.Start.AddYears(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        });
    });

    public static void WriteAccounting(this XmlWriter xml) => xml.WriteParent("AccountingInfo", () =>
    {
        xml.WriteElementString("AccountingField1", "715");
        xml.WriteElementString("AccountingField2", "cost.center@example.com");
        xml.WriteElementString("AccountingField3", "11");
        xml.WriteElementString("AccountingField4", "R&D");
        xml.WriteElementString("AccountingField5", "");
    });

    private static void WriteStation(XmlWriter xml, Location location, string time, bool withTrain) => xml.WriteParent("TrainStation", () =>
    {
        xml.WriteElementString("StationCode", location.IsStation ? location.Code : "");
        xml.WriteElementString("StationName", location.Name);
        xml.WriteElementString("City", location.IsStation ? "Washington" : "");
        xml.WriteElementString("State", location.IsStation ? "DC" : "");
        if (withTrain)
            xml.WriteParent("Train", () => WriteCarrier(xml, "TrainNumber", location, location.IsStation, time));
    });

    private static void WriteCarrier(XmlWriter xml, string number, Location location, bool applies, string time)
    {
        xml.WriteElementString("CarrierCode", applies ? location.Carrier : "");
        if (number == "TrainNumber")
            xml.WriteElementString("CarrierName", "");
        xml.WriteElementString(number, applies ? location.Number : "");
        xml.WriteElementString(time, "");
    }
}
