"""The words of the code a caller may keep: short, plain, and told apart on a bad line. No names, no numbers."""

# The order is fixed by nothing; a word taken out makes the codes that hold it unusable, so only add and never drop.
_TEXT = """
aardbei abrikoos actie adelaar adem adres advies afdruk afgrond afstand agenda akker akkoord alarm album alfabet
altaar amandel ambacht ananas anijs anker antenne antwoord apparaat appel aquarium arena arm armband artikel asperge
atelier atlas augurk auto avond azijn baard baas badjas badkamer bagage bakboord bakfiets baklava balans balie balk
balkon ballon bamboe banjo bank barbier basis basket batterij bazaar bedding bedrijf beeld beer begin beker belofte
bengel berging bericht bestek beton beuk beurs bever bewijs bezem bezoek bieslook biljart bioscoop bizon blaas blad
blauw blender blik bloes bloesem blok bodem boek boeket bokaal boog boom boon boor boot boter botsing bouillon braam
brasem brein brief bril bron brons brood bruiloft buffel buidel buik buis buizerd bumper burcht bureau bus buurt
cactus cadeau camera camping caravan carnaval cement centrum chalet chocola cirkel citroen cocon colbert collega
compost computer concert contact contract cultuur cursus cyclus dadel dageraad dak dakgoot damast dans decor deken
dekking deksel detail deuk deur dialoog diamant dienblad dienst dier diesel diploma dirigent distel document doek doel
dolfijn dollar domino doolhof dorp dorst dossier dotter douane draad draak drempel droom drop druif drukte drum
druppel duif duim dweil echo eekhoorn eend effect egel eiland elastiek emmer energie engel enkel ervaring essay etage
etiket fabel fabriek fagot fakkel familie fanfare fauna fazant festival fiche fiets figuur film filter finale fjord
flamingo flanel fles flits flora fluit fluweel folder fontein forel formule fornuis fossiel foto frame fregat friet
fruit galerij galop gang garage garen garnaal gasfles gast gazon gebaar gebak gebed gebouw gedicht geduld geheim
geluid geluk gemak gember gesp gesprek getuige gevel gezin gids gieter giraf gitaar glad glans glas glijbaan glimlach
globe golf gordel gordijn gorilla graan gracht graniet grap gras grens griep grijs grind groei groente groep grond
grot gulden gymzaal haak haard hagedis hagel halte hamer hamster handdoek handel hanger hangmat haring hark harmonie
harp haver havik heelal helder helm hemd hemel hendel hengel herberg herfst hert heuvel hiel historie hitte hobbel
hobby hoed hoepel hommel hond honing hoofd hooi hoop hoorn horizon hortus hotel hout huid huis huisraad hulst humor
idee idool iglo ijsbeer ijzer inham inhoud inkt insect instinct ivoor jaguar jam japon jarig jeep jeugd jodium
journaal judo jurk kaars kaas kabel kabouter kachel kade kader kajak kajuit kalender kalk kameel kamer kamille kanaal
kaneel kans kansel kantoor kapper kapstok karaat karaf karper karton kassa kast kasteel katoen kavel kegel kelder kelk
kennis kermis kern ketel ketting keuken kever kier kiezel kikker kilo kiosk kiwi klank klant klap klasse klaver klem
klep kleur klimop klok klooster klos klucht kluis knie knikker knoest knoflook knuffel koek koekoek koets koffer
koffie kolibrie kolom komeet komma kompas kooi kookboek kool koorts koper koraal korrel korst kosmos kraan krab krans
krant kreeft krekel kriek kring kristal kroket krokodil kruik kruimel kruk kubus kudde kuiken kunst kurk kussen kust
kwark kwartel laars label ladder lade lading laken lama lamp lantaarn laptop larve lasso lavendel lawaai leem legende
lemming lens lente lepel letter liaan libel lichaam lift lijm limoen limonade linnen lint locatie loep logboek loket
lont loods loon loper lucht lucifer luier luifel luik lunch lynx maaltijd maan maat machine madelief magneet makreel
mammoet manchet mand manege mango manier mantel marathon marmer marmot masker materie medaille meer meetlat meeuw melk
meloen mening menu metaal meter metro meubel middag mier mikado milieu minuut mist mixer modder mode model moeras
moment montuur morgen mos mosterd motief motor mouw muesli muis munt museum muziek naaf naald naam nacht natuur navel
nectar nerf nest neus nevel nimf noga nota notaris novelle nylon oase object oceaan ochtend oefening oester oever
offerte olie olifant olijf olm omelet omslag omweg onkruid ontbijt onweer oor oorbel oordeel oorzaak oost opdracht
opening opera oranje orchidee orde orgel orkaan orkest oven paard pagina paleis palet paling palm panda paneel panter
papaver papegaai papier paprika parade paraplu parket parkiet parool partij passer pasta pastel patroon pauze pedaal
peddel peen pelikaan penseel perron perzik pianist piano pijl pilaar piloot pinda pion pionier pizza plaat plaats
plafond plak plan planeet plank plant plastic platform pleister plezier pluim podium poedel poeder poelier pols pomp
pompoen pony populier portret poster potlood prijs prikkel prisma probleem proef prop proza puck pudding punt puree
puzzel pyjama raadsel raam radar radijs radio raket rand ranja rapport raster ravijn rebus recept reclame regel regen
register reiger rekening reling reptiel reserve ribbel richting riem riet rimpel ritme ritueel rivier robot rodeo roer
roest roller roman rommel ronde rook room rotonde route rozijn rubber ruiker ruimte ruit rumoer rups rust sabel safari
salade saldo salon salto sandaal sardine sauna saus scala schaal schaap schaar schaats schaduw schakel schans schat
schelp schema scherm schets schip schoen schoffel schommel school schort schot schouder schroef schuif schuim schuur
seconde seizoen selderij sering servet sfeer sieraad signaal sikkel silo sjaal sjabloon slalom slang slee sleutel
slinger sloot sluier sluis smaak snaar snavel sneeuw snelheid snoep soja sok sokkel spaak spade spatel specht speer
spel speld spiegel spier spijker spinazie spiraal spits spoel spons spoor sport sprong spruit staart stad station
steeg steen stekker stelling stempel stengel stift stilte stoel stoep stof stoom storm straal straat strand streep
strik stro stroom struik studie stuur succes suiker symbool taal taart tafel takel talent tand tango tapijt tapir
tarwe tegel teken tekst telefoon telling tempel tempo tennis tent terras textiel theater thee theorie tijger titel
tocht toekomst toernooi toestel toets toffee tolk tomaat toneel tong toren tornado touw traan trap trechter trekker
trend troef trommel trompet troon tropen truffel tuba tuin tulp tunnel turbo turf tweeling twijg uil uitgang uniform
uur vaas vacht vakantie vanille veer venster verf verhaal verkeer vest veter vijg vijver vilt vinger viool vlag vlak
vlam vlecht vleugel vlieg vlieger vlinder vloer vlucht voedsel vonk vork vouw vracht vrucht vuilnis vulkaan vulpen
vuur waaier waarde wafel wagen walnoot walrus wals wang wasbak wasbeer watten wekker wens wereld werk werper wesp west
wezel wiek wiel wijzer wimpel wind winkel winst wissel wolk wonder woning woord worm wortel yoga yoghurt zaag zaal
zacht zadel zalm zandbak zebra zeehond zeep zeester zegel zeil zetel zicht zilver zink zolder zool zorg zout zuiden
zuil zuur zwaan zwaluw zwavel zwembad zwerm zwier
"""

WORDS: tuple[str, ...] = tuple(_TEXT.split())
