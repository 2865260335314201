using GroundTransport.Application.Delivery;
using GroundTransport.Infrastructure.Persistence;
using GroundTransport.TestKit;

namespace GroundTransport.Infrastructure.Tests.Persistence.SqlServer;

/// <summary>Makes an argument of any type with every field set, so that a filter uses all its conditions.</summary>
internal sealed class SampleArguments(IServiceProvider services)
{
    private static readonly DateTimeOffset At = new(2030, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public object Of(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Samples.Rows.TryGetValue(type, out var row))
            return row();
        if (type == typeof(object))
            return Samples.Rows[typeof(HoldRow)]();
        if (type == typeof(DestinationFilter))
            return DestinationFilter.AllExcept(["a", "b"]);
        if (type == typeof(System.Xml.Linq.XElement))
            return new System.Xml.Linq.XElement("key");
        if (type == typeof(Application.ConcurApps.RegisteredApp))
            return Application.ConcurApps.RegisteredApp.Unreadable("demo", "client", new Uri("https://us.api.concursolutions.com"), 2) with { ClientSecret = "secret" };
        if (type == typeof(IReadOnlyDictionary<string, DateTimeOffset>))
            return new Dictionary<string, DateTimeOffset> { ["id"] = At };
        if (services.GetService(type) is { } registered && !type.IsInterface)
            return registered;
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(0)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return ListOf(type.GetGenericArguments()[0], name);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => name is "code" or "vendorCode" ? Samples.Vendor.Code : "x",
            TypeCode.Int32 => 5,
            TypeCode.Int64 => TestReservations.Id,
            TypeCode.Boolean => true,
            _ when type == typeof(DateTimeOffset) => At,
            _ when type == typeof(DateOnly) => DateOnly.FromDateTime(At.DateTime),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMinutes(1),
            _ when type == typeof(IReadOnlySet<Type>) => CatalogState.SourceTypes,
            _ when type == typeof(CancellationToken) => TestContext.Current.CancellationToken,
            _ => Made(type),
        };
    }

    private Array ListOf(Type element, string name)
    {
        var list = Array.CreateInstance(element, 2);
        list.SetValue(Of(element, name), 0);
        list.SetValue(Of(element, name), 1);
        return list;
    }

    /// <summary>Uses the longest constructor and sets the properties that it doesn't take.</summary>
    private object Made(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(made => made.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} can't be made: say in {nameof(SampleArguments)} what a sample of it is.");
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, parameter.Name!))]);
        foreach (var property in type.GetProperties()
            .Where(property => property.CanWrite && !constructor.GetParameters().Any(parameter => parameter.Name == property.Name)))
            property.SetValue(made, Of(property.PropertyType, property.Name));
        return made;
    }
}
