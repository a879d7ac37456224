"""Words for sports, in the languages that Garmin, Strava, Google, Polar, Suunto and Coros speak.

A word stands for itself; ``word*`` begins with it, ``*word`` ends with it, ``*word*`` holds it. All are written
without capitals and accents, as `sport.words_of` folds them. The first kind that a word fits is its kind, so what is
special comes before what is general: a cross-country ski run before a run.
"""

from __future__ import annotations

from collections.abc import Mapping

RUNNING = "running"
WALKING = "walking"
CYCLING = "cycling"
AQUA_JOGGING = "aqua-jogging"  # running in deep water loads no foot
TREADMILL = "treadmill"  # a place: a run unless another sport is named beside it

PHRASES: Mapping[str, str] = {
    "course a pied": RUNNING,
    "course sur tapis": TREADMILL,
    "course en sentier": RUNNING,
    "course de fond": RUNNING,
    "course trail": RUNNING,
    "carrera a pie": RUNNING,
    "corsa a piedi": RUNNING,
    "chay bo": RUNNING,
    "jizda na kole": CYCLING,
    "tour de france": CYCLING,
    "ski de fond": "skiing",
    "sci di fondo": "skiing",
    "esqui de fondo": "skiing",
    "in vehicle": "driving",
    "stand up": "paddling",
    "jump rope": "rope-skipping",
    "course virtuelle": RUNNING,
    "course sur piste": RUNNING,
    "bezecky pas": TREADMILL,
    "tapis roulant": TREADMILL,
    "tapis de course": TREADMILL,
    "tapis de marche": TREADMILL,
    "cinta de correr": TREADMILL,
    "en cinta": TREADMILL,
    "pool run": AQUA_JOGGING,
    "pool running": AQUA_JOGGING,
    "aqua jogging": AQUA_JOGGING,
    "aqua run": AQUA_JOGGING,
    "aqua running": AQUA_JOGGING,
    "water running": AQUA_JOGGING,
    "water run": AQUA_JOGGING,
    "high intensity interval": "strength",
    "ice hockey": "hockey",
    "horse riding": "horse-riding",
    "horseback riding": "horse-riding",
    "kite surf": "surfing",
}

_CYCLING = """
    bike* *bike *bikes *biking *biken *bikeride mtb btt vtt bmx ebike* ride rides ridden riding cycle cycles
    cycled cycling *cycling cyclist* cyclisme cyclo cyclocross cyclotour* bicycl* bici bicicl* bicicross bicikl*
    ciclism* ciclist* gravel gravelride fahrrad* rad radeln radl radfahr* radtour* radausfahrt* radrunde*
    radrennen* velorennen radtraining* radsport* radausflug* radmarathon* radreise* radeinheit* rennrad*
    *fahrradtour trekkingrad liegerad standrad ergometer* spinning spin velo velofahr* velotour* velos velotaf
    velomobil* pedal pedalada pedalata pedaling fiets* *fietsen *fietsrit wielren* wielersport cykel* *cykel
    cykl* *cykling sykkel* *sykkel sykl* *sykling *pyora* rower rowere* rowerow* rowerz* kolo kolar* cyklistik*
    cykloturist* kerekpar* bringa* bisiklet* велосипед* вело* велоспорт колоезд* ποδηλα* サイクリング 自転車
    ライド *骑行* *骑车* *自行车* *騎行* *自転車* *자전거* *사이클* handcycl* rit *bikerit gravelrit *ライド
    tandem dirtjump* downhill enduro unicycl* einrad* hometrainer* rollentrainer* turbotrainer*
"""
_SKIING = """
    ski skis skied skiing *skiing *skilauf* skilanglauf* skifahr* skitour* skitag skialp* skate-ski langlauf
    langlaufen *langlauf *langlaufen loipe* rollerski* rollski* xcski* biathlon esqui* sciare scialpin* sci
    langrend* langrenn* *skidor *skidakning skidtur* skidpass* rulleski* rullskid* skitur* skilob* *hiihto*
    laskettelu narty nart narciar* biegowk* *lyzovan* lyze lyzi bezky bezkovani bezkar* sieles* sifutas* siel
    schi лыж* горнолыж* *スキー* *滑雪* *스키*
"""
_RUNNING = """
    run runs ran running runner runners *running *runs fartlek parkrun *parkrun trailrun* virtualrun *virtualrun
    run*walk lunchrun morningrun eveningrun afternoonrun nightrun longrun temporun easyrun racerun indoorrun
    outdoorrun canicross plogging orienteering sprint sprints sprinting marathon halbmarathon halfmarathon
    halvmaraton maraton halvmarathon semimarathon mezzamaratona jog jogg jogs jogged jogging *jogging joggen *joggen
    jogger joggingrunde joggeln jogga joggade joggetur joggning lauf laufe laufen gelaufen laufband-lauf
    lauftraining* laufrunde* laufeinheit* lauftreff* laufsport* laufkurs dauerlauf* *lauf *laufen courir couru
    footing course-a-pied running*trail correr corre corri corrida corridas carrera carreras trote corsa
    corsetta correndo correndo cursa corremos hardlop* hardloop* *hardlopen ochtendloop middagloop avondloop
    nachtloop lunchloop bosloop duurloop* trailloop loopje* *loopje rennen gerend hardgelopen
    lop lopa lopning *lopning loping
    *loping loptur* loprunda* loppass* lope lopetur* lopetrening* *lopetur *lop lob lobe lobetur* lobning
    lobetraening lobetraen* morgenlob aftenlob eftermiddagslob frokostlob natlob *lob ultramarathon* ultrarun*
    springa sprang springtur *juoks* *lenkki holkka* *lenkkijuoksu bieg* przebiezk* beh behani behanie behy
    behat vybeh* futas* futok futva futo *futas alergar* alergat kosu kosusu *kosusu trcanje trcat* tek teka
    tekel jooks* skriesana skrejien* begimas begiojimas hlaup* korrika lari berlari бег* забег* пробеж* трейл*
    біг* бягане трчање τρεξιμο* *ランニング* *ジョギング* *走る* ラン *ルラン *朝ラン *マラソン* *跑步* *跑*
    *달리기* *러닝* *조깅* ריצה جري วิ่ง
"""
_WALKING = """
    gassi gassirunde marcha walk walks walked walking *walking *walk walken *walken hundewalk spazier* *spaziergang
    gehen gegangen
    geher* marche marcher promenad* balade* caminar caminata* caminando caminhad* paseo* andar andando camminat*
    camminare passeggiat* wandel* *wandeling *wandelen passeio* gatur* *gatur gange gaing spasertur* spadsertur*
    kavely* *kavely spacer* marsz* chod chodzenie chuze chuzi prochazk* setal* seta gyalogl* plimbare mers
    yuruyus* ходьб* прогулк* *ウォーキング* ウォーク *散歩* *步行* *走路* *散步* *健走* *걷기* *산책* stroll*
    pram
"""
_PLAIN: Mapping[str, str] = {
    "driving": """motor* moto motos motocross driv* drove car cars auto autofahrt* autofahren bus snowmobil* atv
        quad voiture coche vehicle *motorrad* scooter* *scooter tretroller* elektroroller* trottinett* monopattin*
        hulajnog* segway* hoverboard* taxi taxifahrt tram strassenbahn* ubahn zugfahrt* subway karting gokart*""",
    "skiing": _SKIING,
    "snowboarding": "snowboard* *snowboard*",
    "skating": """longboard* deskorolk* skat* *skate *skates *skating inline* eislauf* eisschnelllauf* eiskunstlauf*
        schlittschuh* rollschuh* rollerblad* roller rollers patin* pattin* schaats* skeeler* skridsko* skojt*
        rulleskojt* luistelu* *luistelu lyzwy lyzwiar* brusl* korcsoly* коньк* *スケート* *溜冰*
        *轮滑* *스케이트*""",
    "swimming": """swim* *swim *swimming swam schwimm* geschwommen *schwimmen natation nage nager nagee natacion
        nado nadar nadando nuoto nuotare nuotata zwem* *zwemmen natacao simning* simma sim
        svomm* svomn* svom uinti* *uinti plyw* plavan* plavat plavani uszas* uszok inot yuzme*
        плаван* плава* *水泳* *スイム* *游泳* *수영*""",
    "paddling": """paddl* paddel* *paddling *paddeln sup standup* kayak* kajak* canoe* kanu* canoa* canoing
        canotag* piragu* kanot* kanoen kano padling padle* melonta rafting raft""",
    "rowing": """row rowing rowed indoorrow* rudern ruder* aviron rameur remo remar canottaggio roei* rodd roing soutu*
        wioslar* veslov* veslar* evezes evez kurek гребл* *ローイング* *划船*""",
    "sailing": "sail* segel* voile vela zeil* boat* motorboot* yacht* seiling sejlads sejl* purjehd* zegl* plachten*",
    "surfing": "*surf* kitesurf* kite* windsurf* wingfoil* wakeboard* wakesurf*",
    "horse-riding": """horse* horseback* equestr* reiten reit reitsport* ausritt* equitation equitac* paardr*
        ridning ridtur* ratsast* jezdziec* jizdarst* lovagl* *乗馬*""",
    "hiking": """hike hikes hiked hiking *hike wander* *wanderung gewandert trek treks trekking randonn* rando
        senderis* excurs* escurs* vandr* fjelltur* retkeil* vaellu* patiko* turystyk* wedrowk*
        turisti* tura turazas kirandul* drumet* поход* туризм *ハイキング* ハイク хайкинг fottur*
        *登山* *徒步* *등산* *하이킹* ruck rucking snowshoe* schneeschuh* raquett* ciaspol*
        mountaineer* bergsteig* bergtour* hochtour* alpinism* montanism* tramping""",
    "climbing": "climb* klett* kletter* escalad* arrampic* boulder* klatring klattring wspinacz* lezeni kiipeily",
    "golf": "golf* discgolf",
    "yoga": "yoga* joga *ヨガ* *瑜伽* *요가* pilates taichi qigong stretching dehnen meditat* breathwork",
    "strength": """strength* weight* kraft* *krafttraining musculation muscul* fuerza pesi styrke* styrka*
        voima* silow* gym kuntosali *ウェイトトレーニンク* *力量训练* *筋力* силов* agirlik*
        crossfit hiit calisthenic* functional* krachttraining silownia posilov* erosites""",
    "elliptical": "ellipt* elipt* crosstrainer crosstrain* ellips*",
    "stairs": "stair* stepper stepmill treppensteigen treppen",
    "soccer": "soccer fussball* futbol futebol calcio voetbal fotboll fodbold fotball jalkapallo pilka",
    "football": "football",
    "tennis": "tennis* tenis* padel* pickleball* badminton* squash* racquet* tischtennis* pingpong",
    "ball-sports": """basketbal* baloncesto volleybal* voleibol handbal* balonmano hockey* baseball* softball*
        cricket* rugby* lacrosse* floorball* innebandy salibandy netball* frisbee* futsal*""",
    "martial-arts": "box boxing boxen boxe boxeo kickbox* martial* karate* judo* wrestl* taekwondo* kampfsport",
    "dancing": "danc* tanz* danse* danza* baile* ballo* zumba* aerobic* taniec dans* ballet*",
    "gymnastics": "gymnast* turnen trampolin*",
    "wheelchair": "wheelchair* rollstuhl* handbike*",
    "diving": "diving dive scuba* snorkel* tauchen tauch* schnorchel* freediv* buceo plongee",
    "flying": "fly flying flight paraglid* parapent* gleitschirm* hanglid* skydiv*",
    "fishing": "fishing angeln hunting",
    "sledding": "sled* rodel* luge*",
    AQUA_JOGGING: "aquajog* aquarun* wasserlaufen wasserjogg* vattenlopning vesijuoksu",
    "transition": "transition*",
    "rope-skipping": "skipping seilspringen",
    "gardening": "gardening gartenarbeit housework mowing rasenmahen rasenmaher",
    WALKING: _WALKING,
    CYCLING: _CYCLING,
    TREADMILL: """treadmill* laufband* tredemoll* tredmoll* lopband* lobeband* loopband* juoksumatto* biezni*
        bezeck*pas futopad* tapis juoksumatolla esteira passadeira *トレッドミル* *트레드밀*""",
    RUNNING: _RUNNING,
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


WORDS: Mapping[str, tuple[str, ...]] = {kind: _words(text) for kind, text in _PLAIN.items()}

NO_RUN: frozenset[str] = frozenset(
    _words(
        """ablauf anlauf auflauf bachlauf durchlauf einlauf flusslauf kreislauf lebenslauf oberlauf rucklauf
        uberlauf umlauf unterlauf verlauf vorlauf zulauf spiellauf wasserlauf wasserlaufe weglauf
        zeitlauf glob galop gallop envelop develop workflow wallop trollop dollop scallop"""
    )
)
"""Words that end like a run and are none."""

GENERIC: frozenset[str] = frozenset(
    _words(
        """other others generic all unknown uncategorized none default training workout activity activities
        sport sports exercise fitness cardio indoor outdoor virtual track misc miscellaneous
        undefined unspecified null autre autres andere anderes sonstige sonstiges sonstig training
        aktivitat aktivitaten otro otra otros altro altra overig overige anders outro outra annat annan
        andet annet muu inne inny ostatni jine egyeb alt diger другое activite actividad attivita
        activiteit atividade aktivitet aktywnosc aktivita"""
    )
)
"""Words that name no sport."""

SEVERAL: frozenset[str] = frozenset(
    _words(
        """multisport multisports multisporttraining multideporte multidisciplina multidiscipline multidesportivo
        triathlon triatlon triathlontraining duathlon duatlon duathlontraining swimrun koppeltraining"""
    )
)
"""Words for several sports in one, running among them."""

WAYS_TO_RUN: frozenset[str] = frozenset(
    _words(
        """easy long slow fast steady tempo threshold interval intervals intervall intervalle intervaltraining
        fartlek recovery regeneration regenerativ race wettkampf rennen hills hill repeats strides
        progression progressive lsd ga marathonpace schwelle schwellenlauf locker langsam lang zugig
        steigerung steigerungen bahn shakeout warmup cooldown einlaufen auslaufen k hm parkrun vo"""
    )
)
"""Words for how somebody ran, in the column of a runner's table that tells the kind of run."""
